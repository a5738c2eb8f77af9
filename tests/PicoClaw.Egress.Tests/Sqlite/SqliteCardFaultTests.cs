using PicoClaw.Egress.Tests.Cards;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteCardFaultTests() : CardFaultTests(onPostgres: false);
