using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteConversationAddressTests() : ConversationAddressTests(onPostgres: false);
