using PicoClaw.Egress.Tests.Cards;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteCardPlansTests() : CardPlansTests(onPostgres: false);
