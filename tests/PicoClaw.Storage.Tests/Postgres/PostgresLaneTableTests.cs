namespace PicoClaw.Storage.Tests.Postgres;

public sealed class PostgresLaneTableTests() : LaneTableTests(new PostgresTestStore());
