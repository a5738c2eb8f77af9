using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteTurnTraceTests() : TurnTraceTests(onPostgres: false);
