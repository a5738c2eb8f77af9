using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Sqlite;

public sealed class SqliteSessionTests() : StoreSessionTests(new SqliteTestStore());
