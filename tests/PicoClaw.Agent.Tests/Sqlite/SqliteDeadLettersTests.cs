using PicoClaw.Agent.Tests.Housekeeping;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteDeadLettersTests() : DeadLettersTests(onPostgres: false);
