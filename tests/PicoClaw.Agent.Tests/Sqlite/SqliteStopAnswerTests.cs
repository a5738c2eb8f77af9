using PicoClaw.Agent.Tests.Lanes;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteStopAnswerTests() : StopAnswerTests(onPostgres: false);
