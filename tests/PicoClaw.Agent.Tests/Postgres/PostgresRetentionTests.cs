using PicoClaw.Agent.Tests.Housekeeping;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresRetentionTests() : RetentionTests(onPostgres: true);
