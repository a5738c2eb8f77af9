using PicoClaw.Egress.Tests.Attachments;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresAttachmentAddressTests() : AttachmentAddressTests(onPostgres: true);
