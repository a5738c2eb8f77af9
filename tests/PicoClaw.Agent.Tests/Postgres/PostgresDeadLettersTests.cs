using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresDeadLettersTests() : DeadLettersTests(onPostgres: true);
