namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteAgentMetricsTests() : AgentMetricsTests(onPostgres: false);
