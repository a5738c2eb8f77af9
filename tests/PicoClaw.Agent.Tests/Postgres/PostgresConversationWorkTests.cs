using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresConversationWorkTests() : ConversationWorkTests(onPostgres: true);
