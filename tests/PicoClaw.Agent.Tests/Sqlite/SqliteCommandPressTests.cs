using PicoClaw.Agent.Tests.Actions;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteCommandPressTests() : CommandPressTests(onPostgres: false);
