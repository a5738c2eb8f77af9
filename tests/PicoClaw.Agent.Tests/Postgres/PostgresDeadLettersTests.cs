using PicoClaw.Agent.Tests.Housekeeping;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresDeadLettersTests() : DeadLettersTests(onPostgres: true);
