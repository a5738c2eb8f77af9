using PicoClaw.Agent.Tests.Feedback;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresFeedbackCommandTests() : FeedbackCommandTests(onPostgres: true);
