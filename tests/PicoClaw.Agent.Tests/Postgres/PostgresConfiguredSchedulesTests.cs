using PicoClaw.Agent.Tests.Schedules;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresConfiguredSchedulesTests() : ConfiguredSchedulesTests(onPostgres: true);
