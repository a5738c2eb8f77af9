using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresToolTurnTests() : ToolTurnTests(onPostgres: true);
