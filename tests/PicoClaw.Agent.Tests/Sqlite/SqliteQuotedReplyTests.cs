using PicoClaw.Agent.Tests.Answers;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteQuotedReplyTests() : QuotedReplyTests(onPostgres: false);
