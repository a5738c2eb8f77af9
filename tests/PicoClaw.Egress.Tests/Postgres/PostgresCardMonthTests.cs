using PicoClaw.Egress.Tests.Cards;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresCardMonthTests() : CardMonthTests(onPostgres: true);
