using PicoClaw.Egress.Tests.Notifications;

namespace PicoClaw.Egress.Tests.Sqlite;

public sealed class SqliteNotificationTests() : NotificationTests(onPostgres: false);
