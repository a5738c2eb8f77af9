using PicoClaw.Egress.Tests.Sending;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteDeliveryTests() : DeliveryTests(onPostgres: false);
