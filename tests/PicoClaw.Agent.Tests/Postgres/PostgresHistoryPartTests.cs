using PicoClaw.Agent.Tests.History;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresHistoryPartTests() : HistoryPartTests(onPostgres: true);
