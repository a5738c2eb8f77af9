using PicoClaw.Agent.Tests.Actions;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresFeedbackPressTests() : FeedbackPressTests(onPostgres: true);
