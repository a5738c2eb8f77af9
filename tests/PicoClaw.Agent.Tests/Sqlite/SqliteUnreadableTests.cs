using PicoClaw.Agent.Tests.Turns;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteUnreadableTests() : UnreadableTests(onPostgres: false);
