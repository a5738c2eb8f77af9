using PicoClaw.Egress.Tests.Cards;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteCardPlannerTests() : CardPlannerTests(onPostgres: false);
