using PicoClaw.Egress.Tests.Accounts;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteSendMetricsTests() : SendMetricsTests(onPostgres: false);
