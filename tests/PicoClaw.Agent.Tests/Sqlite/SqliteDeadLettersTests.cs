using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteDeadLettersTests() : DeadLettersTests(onPostgres: false);
