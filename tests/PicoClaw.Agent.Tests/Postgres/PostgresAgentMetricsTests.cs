using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresAgentMetricsTests() : AgentMetricsTests(onPostgres: true);
