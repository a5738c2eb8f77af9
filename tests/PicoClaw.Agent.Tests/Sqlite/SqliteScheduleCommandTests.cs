using PicoClaw.Agent.Tests.Schedules;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteScheduleCommandTests() : ScheduleCommandTests(onPostgres: false);
