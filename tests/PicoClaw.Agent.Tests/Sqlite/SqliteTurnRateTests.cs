using PicoClaw.Agent.Tests.Turns;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteTurnRateTests() : TurnRateTests(onPostgres: false);
