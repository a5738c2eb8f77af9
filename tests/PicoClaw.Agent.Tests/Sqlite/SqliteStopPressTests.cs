using PicoClaw.Agent.Tests.Actions;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteStopPressTests() : StopPressTests(onPostgres: false);
