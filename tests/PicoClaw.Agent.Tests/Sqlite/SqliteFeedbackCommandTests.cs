using PicoClaw.Agent.Tests.Feedback;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteFeedbackCommandTests() : FeedbackCommandTests(onPostgres: false);
