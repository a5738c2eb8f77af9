using PicoClaw.Agent.Tests.Answers;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteFailedTurnTests() : FailedTurnTests(onPostgres: false);
