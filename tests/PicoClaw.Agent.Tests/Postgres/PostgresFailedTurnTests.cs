using PicoClaw.Agent.Tests.Answers;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresFailedTurnTests() : FailedTurnTests(onPostgres: true);
