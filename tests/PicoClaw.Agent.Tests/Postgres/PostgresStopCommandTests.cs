using PicoClaw.Agent.Tests.Commands;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresStopCommandTests() : StopCommandTests(onPostgres: true);
