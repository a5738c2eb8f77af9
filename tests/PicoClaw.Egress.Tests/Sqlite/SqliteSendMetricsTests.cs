using PicoClaw.Egress.Tests.Sending;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteSendMetricsTests() : SendMetricsTests(onPostgres: false);
