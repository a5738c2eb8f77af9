using PicoClaw.Egress.Tests.Cards;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresCardTests() : CardTests(onPostgres: true);
