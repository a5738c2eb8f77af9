using PicoClaw.Egress.Tests.Sending;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteIdleLatencyTests() : IdleLatencyTests(onPostgres: false);
