namespace PicoClaw.Storage.Tests.Sqlite;

public sealed class SqliteCommonStoreTests() : StoreTests(new SqliteTestStore());
