using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteStopTests() : StopTests(onPostgres: false);
