using PicoClaw.Egress.Tests.DeadLetters;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresDeadLetterTests() : DeadLetterTests(onPostgres: true);
