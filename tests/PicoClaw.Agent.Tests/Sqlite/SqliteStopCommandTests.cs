using PicoClaw.Agent.Tests.Commands;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteStopCommandTests() : StopCommandTests(onPostgres: false);
