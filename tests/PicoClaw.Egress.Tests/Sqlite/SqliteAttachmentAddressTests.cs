using PicoClaw.Egress.Tests.Attachments;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteAttachmentAddressTests() : AttachmentAddressTests(onPostgres: false);
