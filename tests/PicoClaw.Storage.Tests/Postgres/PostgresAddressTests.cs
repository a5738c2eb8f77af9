using Npgsql;
using PicoClaw.Storage.Postgres;

namespace PicoClaw.Storage.Tests.Postgres;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgres://us%40er:p%3Aw%2F@db.example:5433/picoclaw", "db.example", 5433, "us@er", "p:w/", "picoclaw")]
    [InlineData("postgresql://user@db/picoclaw", "db", 5432, "user", null, "picoclaw")]
    [InlineData("Host=db;Port=5433;Username=user;Password='a;b';Database=picoclaw", "db", 5433, "user", "a;b", "picoclaw")]
    public void TryParse_EitherForm_SaysTheSame(string address, string host, int port, string user, string? password, string database)
    {
        var builder = new NpgsqlConnectionStringBuilder(PostgresAddress.TryParse(address, "agent")!.Pooled);

        (builder.Host, builder.Port, builder.Username, builder.Password, builder.Database, builder.SearchPath)
            .ShouldBe((host, port, user, password, database, "agent"));
    }

    [Theory]
    [InlineData("postgres://user@db/picoclaw?sslmode=verify-full&maximum_pool_size=7&application_name=mine")]
    [InlineData("Host=db;Username=user;Database=picoclaw;SSL Mode=VerifyFull;Maximum Pool Size=7;Application Name=mine")]
    public void TryParse_Settings_WinOverOurDefaults(string address)
    {
        var builder = new NpgsqlConnectionStringBuilder(PostgresAddress.TryParse(address, "agent")!.Pooled);

        (builder.SslMode, builder.MaxPoolSize, builder.ApplicationName, builder.CommandTimeout).ShouldBe((SslMode.VerifyFull, 7, "mine", 20));
    }

    [Theory]
    [InlineData("postgres://user@db/picoclaw", "")]
    [InlineData("postgres://user@db/picoclaw?options=-c%20work_mem=8MB", " -c work_mem=8MB")]
    public void TryParse_Options_AreAddedToOurs(string address, string expected) =>
        new NpgsqlConnectionStringBuilder(PostgresAddress.TryParse(address, "agent")!.Lasting).Options
            .ShouldBe(@"-c idle_in_transaction_session_timeout=3s -c default_transaction_isolation=read\ committed" + expected);

    [Theory]
    [InlineData("")]
    [InlineData("S3cret")]
    [InlineData("postgres://")]
    [InlineData("postgres://user:S3cret@db")]
    [InlineData("postgres://user:S3/cret@db/picoclaw")]
    [InlineData("postgres://user@db/picoclaw?colour=blue")]
    [InlineData("postgres://user@db/picoclaw?sslmode")]
    [InlineData("mysql://user:S3cret@db/picoclaw")]
    [InlineData("Host=db;Username=user")]
    [InlineData("Host=db;Database=picoclaw;Password=a;S3cret")]
    [InlineData("Host=db;Database=picoclaw;Port=many")]
    public void Validate_NoAddress_SaysWhatToWriteAndNotWhatWasThere(string address)
    {
        PostgresAddress.TryParse(address, "agent").ShouldBeNull();
        if (address.Length > 0)
        {
            var result = new StoreOptionsValidator().Validate(null, new StoreOptions { Postgres = address, Directory = "/folder" });
            result.FailureMessage!.ShouldContain("postgres://user:password@host:5432/picoclaw");
            result.FailureMessage!.ShouldNotContain("S3");
        }
    }

    [Fact]
    public void ToString_ShowsNeitherUserNorPassword() =>
        PostgresAddress.TryParse("postgres://user:S3cret@db/picoclaw", "agent")!.ToString().ShouldBe("PostgreSQL db:5432/picoclaw, schema agent");
}
