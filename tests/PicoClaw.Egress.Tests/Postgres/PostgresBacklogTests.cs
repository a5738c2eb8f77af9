using PicoClaw.Egress.Tests.Outbox;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresBacklogTests() : BacklogTests(onPostgres: true);
