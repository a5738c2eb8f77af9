using PicoClaw.Agent.Tests.Schedules;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteKilledReplicaTests() : KilledReplicaTests(onPostgres: false);
