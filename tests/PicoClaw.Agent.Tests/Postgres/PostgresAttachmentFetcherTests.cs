using PicoClaw.Agent.Tests.Attachments;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresAttachmentFetcherTests() : AttachmentFetcherTests(onPostgres: true);
