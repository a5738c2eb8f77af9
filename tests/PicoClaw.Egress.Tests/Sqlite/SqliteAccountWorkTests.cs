using PicoClaw.Egress.Tests.Outbox;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteAccountWorkTests() : AccountWorkTests(onPostgres: false);
