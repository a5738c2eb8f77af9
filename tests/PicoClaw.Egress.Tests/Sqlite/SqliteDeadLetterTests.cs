using PicoClaw.Egress.Tests.DeadLetters;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteDeadLetterTests() : DeadLetterTests(onPostgres: false);
