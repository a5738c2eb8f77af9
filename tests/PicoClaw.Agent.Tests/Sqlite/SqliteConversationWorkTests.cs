using PicoClaw.Agent.Tests.Lanes;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteConversationWorkTests() : ConversationWorkTests(onPostgres: false);
