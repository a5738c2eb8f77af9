using PicoClaw.Egress.Tests.Cards;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresCardPlannerTests() : CardPlannerTests(onPostgres: true);
