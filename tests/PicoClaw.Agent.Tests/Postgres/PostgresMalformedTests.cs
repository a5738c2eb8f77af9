using PicoClaw.Agent.Tests.Intake;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresMalformedTests() : MalformedTests(onPostgres: true);
