using PicoClaw.Egress.Tests.Sending;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresDeliveryTests() : DeliveryTests(onPostgres: true);
