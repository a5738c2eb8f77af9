using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresRetentionTests() : RetentionTests(onPostgres: true);
