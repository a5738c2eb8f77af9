using PicoClaw.Egress.Tests.Outbox;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresAccountWorkTests() : AccountWorkTests(onPostgres: true);
