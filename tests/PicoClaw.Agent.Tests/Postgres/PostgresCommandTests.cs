using PicoClaw.Agent.Tests.Commands;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresCommandTests() : CommandTests(onPostgres: true);
