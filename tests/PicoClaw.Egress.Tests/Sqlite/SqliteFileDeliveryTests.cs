using PicoClaw.Egress.Tests.Files;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteFileDeliveryTests() : FileDeliveryTests(onPostgres: false);
