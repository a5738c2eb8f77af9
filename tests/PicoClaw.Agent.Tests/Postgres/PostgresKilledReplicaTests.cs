using PicoClaw.Agent.Tests.Schedules;

namespace PicoClaw.Agent.Tests.Postgres;

public sealed class PostgresKilledReplicaTests() : KilledReplicaTests(onPostgres: true);
