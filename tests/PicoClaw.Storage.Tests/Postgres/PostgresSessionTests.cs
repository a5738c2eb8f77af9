using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Postgres;

public sealed class PostgresSessionTests() : StoreSessionTests(new PostgresTestStore());
