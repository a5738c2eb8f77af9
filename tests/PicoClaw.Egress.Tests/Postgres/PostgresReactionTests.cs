using PicoClaw.Egress.Tests.Reactions;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresReactionTests() : ReactionTests(onPostgres: true);
