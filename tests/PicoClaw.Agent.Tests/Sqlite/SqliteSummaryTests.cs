using PicoClaw.Agent.Tests.Answers;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteSummaryTests() : SummaryTests(onPostgres: false);
