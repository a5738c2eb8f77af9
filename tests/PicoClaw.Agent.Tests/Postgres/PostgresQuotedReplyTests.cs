using PicoClaw.Agent.Tests.Answers;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresQuotedReplyTests() : QuotedReplyTests(onPostgres: true);
