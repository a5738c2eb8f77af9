using PicoClaw.Agent.Tests.Conversations;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresLostStartTests() : LostStartTests(onPostgres: true);
