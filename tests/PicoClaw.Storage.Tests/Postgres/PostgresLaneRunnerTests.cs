namespace PicoClaw.Storage.Tests.Postgres;

public sealed class PostgresLaneRunnerTests() : LaneRunnerTests(new PostgresTestStore());
