using PicoClaw.Agent.Tests.Lanes;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteLongTurnTests() : LongTurnTests(onPostgres: false);
