using PicoClaw.Egress.Tests.Cards;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteCardMonthTests() : CardMonthTests(onPostgres: false);
