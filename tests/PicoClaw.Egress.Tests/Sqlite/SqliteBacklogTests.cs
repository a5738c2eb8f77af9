using PicoClaw.Egress.Tests.Outbox;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteBacklogTests() : BacklogTests(onPostgres: false);
