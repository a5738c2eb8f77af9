using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresWordlessTurnTests() : WordlessTurnTests(onPostgres: true);
