using PicoClaw.Agent.Tests.History;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteHistoryPartTests() : HistoryPartTests(onPostgres: false);
