using PicoClaw.Egress.Tests.Sending;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresSendMetricsTests() : SendMetricsTests(onPostgres: true);
