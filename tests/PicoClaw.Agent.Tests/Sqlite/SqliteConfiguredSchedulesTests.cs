using PicoClaw.Agent.Tests.Schedules;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteConfiguredSchedulesTests() : ConfiguredSchedulesTests(onPostgres: false);
