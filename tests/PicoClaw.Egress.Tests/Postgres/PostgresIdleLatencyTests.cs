using PicoClaw.Egress.Tests.Sending;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresIdleLatencyTests() : IdleLatencyTests(onPostgres: true);
