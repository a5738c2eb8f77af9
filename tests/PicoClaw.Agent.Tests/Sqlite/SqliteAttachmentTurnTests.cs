using PicoClaw.Agent.Tests.Answers;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteAttachmentTurnTests() : AttachmentTurnTests(onPostgres: false);
