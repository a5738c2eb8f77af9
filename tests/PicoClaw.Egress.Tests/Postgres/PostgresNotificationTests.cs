using PicoClaw.Egress.Tests.Notifications;

namespace PicoClaw.Egress.Tests.Postgres;

public sealed class PostgresNotificationTests() : NotificationTests(onPostgres: true);
