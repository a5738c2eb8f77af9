using PicoClaw.Agent.Tests.Tools;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresFileTurnTests() : FileTurnTests(onPostgres: true);
