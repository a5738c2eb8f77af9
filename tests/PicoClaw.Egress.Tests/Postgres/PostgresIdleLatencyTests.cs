using PicoClaw.Egress.Tests.Scheduling;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresIdleLatencyTests() : IdleLatencyTests(onPostgres: true);
