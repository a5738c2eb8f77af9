using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresTurnTraceTests() : TurnTraceTests(onPostgres: true);
