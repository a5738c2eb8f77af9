using PicoClaw.Egress.Tests.Cards;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresCardFaultTests() : CardFaultTests(onPostgres: true);
