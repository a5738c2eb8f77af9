using PicoClaw.Egress.Tests.Scheduling;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteIdleLatencyTests() : IdleLatencyTests(onPostgres: false);
