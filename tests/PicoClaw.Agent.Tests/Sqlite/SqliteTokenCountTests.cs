using PicoClaw.Agent.Tests.History;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteTokenCountTests() : TokenCountTests(onPostgres: false);
