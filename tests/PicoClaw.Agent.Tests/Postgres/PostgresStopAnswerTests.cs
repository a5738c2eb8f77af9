using PicoClaw.Agent.Tests.Lanes;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresStopAnswerTests() : StopAnswerTests(onPostgres: true);
