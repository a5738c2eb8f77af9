using PicoClaw.Agent.Tests.Actions;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresStopPressTests() : StopPressTests(onPostgres: true);
