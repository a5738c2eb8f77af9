using PicoClaw.Egress.Tests.Scheduling;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteAccountWorkTests() : AccountWorkTests(onPostgres: false);
