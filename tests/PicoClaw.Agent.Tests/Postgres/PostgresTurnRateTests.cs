using PicoClaw.Agent.Tests.Turns;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresTurnRateTests() : TurnRateTests(onPostgres: true);
