using PicoClaw.Agent.Tests.Schedules;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresScheduleCommandTests() : ScheduleCommandTests(onPostgres: true);
