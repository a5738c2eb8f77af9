using PicoClaw.Storage.Tests.Lanes;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Postgres;

public sealed class PostgresLaneRunnerFailureTests() : LaneRunnerFailureTests(new PostgresTestStore());
