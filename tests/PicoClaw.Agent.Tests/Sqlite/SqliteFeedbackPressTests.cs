using PicoClaw.Agent.Tests.Actions;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteFeedbackPressTests() : FeedbackPressTests(onPostgres: false);
