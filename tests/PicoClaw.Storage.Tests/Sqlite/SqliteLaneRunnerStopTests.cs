using PicoClaw.Storage.Tests.Lanes;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Sqlite;

public sealed class SqliteLaneRunnerStopTests() : LaneRunnerStopTests(new SqliteTestStore());
