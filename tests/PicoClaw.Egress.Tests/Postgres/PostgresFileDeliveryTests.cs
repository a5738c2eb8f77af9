using PicoClaw.Egress.Tests.Files;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresFileDeliveryTests() : FileDeliveryTests(onPostgres: true);
