using PicoClaw.Agent.Tests.Turns;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresTurnStoreTests() : TurnStoreTests(onPostgres: true);
