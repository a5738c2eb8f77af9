namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresAgentMetricsTests() : AgentMetricsTests(onPostgres: true);
