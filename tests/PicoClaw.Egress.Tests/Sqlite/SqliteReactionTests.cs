using PicoClaw.Egress.Tests.Reactions;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteReactionTests() : ReactionTests(onPostgres: false);
