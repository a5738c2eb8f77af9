using PicoClaw.Agent.Tests.Intake;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteMalformedTests() : MalformedTests(onPostgres: false);
