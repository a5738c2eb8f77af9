using PicoClaw.Agent.Tests.Housekeeping;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteRetentionTests() : RetentionTests(onPostgres: false);
