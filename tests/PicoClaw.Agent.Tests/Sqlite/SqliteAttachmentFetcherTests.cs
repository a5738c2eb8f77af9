using PicoClaw.Agent.Tests.Attachments;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteAttachmentFetcherTests() : AttachmentFetcherTests(onPostgres: false);
