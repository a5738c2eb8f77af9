using PicoClaw.Agent.Tests.Actions;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresCommandPressTests() : CommandPressTests(onPostgres: true);
