using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteToolTurnTests() : ToolTurnTests(onPostgres: false);
