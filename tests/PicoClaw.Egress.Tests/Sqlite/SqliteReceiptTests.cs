using PicoClaw.Egress.Tests.Receipts;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteReceiptTests() : ReceiptTests(onPostgres: false);
