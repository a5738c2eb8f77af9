using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresConversationAddressTests() : ConversationAddressTests(onPostgres: true);
