using PicoClaw.Agent.Tests.Intake;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteMailboxTests() : MailboxTests(onPostgres: false);
