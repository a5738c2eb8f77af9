using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresFailedTurnTests() : FailedTurnTests(onPostgres: true);
