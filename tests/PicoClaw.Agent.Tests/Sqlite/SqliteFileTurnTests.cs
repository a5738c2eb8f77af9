using PicoClaw.Agent.Tests.Tools;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteFileTurnTests() : FileTurnTests(onPostgres: false);
