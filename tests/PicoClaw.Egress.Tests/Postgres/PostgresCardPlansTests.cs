using PicoClaw.Egress.Tests.Cards;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresCardPlansTests() : CardPlansTests(onPostgres: true);
