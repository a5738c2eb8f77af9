using PicoClaw.Agent.Tests.Answers;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresAttachmentTurnTests() : AttachmentTurnTests(onPostgres: true);
