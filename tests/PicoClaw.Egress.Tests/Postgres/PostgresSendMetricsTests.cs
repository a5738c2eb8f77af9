using PicoClaw.Egress.Tests.Accounts;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresSendMetricsTests() : SendMetricsTests(onPostgres: true);
