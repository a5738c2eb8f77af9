namespace PicoClaw.Storage.Tests.Sqlite;

public sealed class SqliteLaneRunnerTests() : LaneRunnerTests(new SqliteTestStore());
