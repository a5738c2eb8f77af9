using PicoClaw.Agent.Tests.Lanes;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteTurnTraceTests() : TurnTraceTests(onPostgres: false);
