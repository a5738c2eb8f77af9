namespace PicoClaw.Storage.Tests.Sqlite;

public sealed class SqliteLaneTableTests() : LaneTableTests(new SqliteTestStore());
