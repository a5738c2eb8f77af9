using PicoClaw.Agent.Tests.Turns;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteTurnStoreTests() : TurnStoreTests(onPostgres: false);
