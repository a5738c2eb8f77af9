using PicoClaw.Agent.Tests.Answers;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresWordlessTurnTests() : WordlessTurnTests(onPostgres: true);
