using Npgsql;
using PicoClaw.Storage.Postgres;

namespace PicoClaw.Storage.Tests.Postgres;

public sealed class PostgresErrorsTests
{
    // A full disk has no code of its own when a session begins: "could not write init file".
    [Theory]
    [InlineData("FATAL", "XX000", true)]
    [InlineData("PANIC", "XX000", true)]
    [InlineData("ERROR", "XX000", false)]
    [InlineData("ERROR", "53100", true)]
    [InlineData("ERROR", "58030", true)]
    [InlineData("FATAL", "57P03", true)]
    [InlineData("FATAL", "28P01", false)]
    [InlineData("FATAL", "3D000", false)]
    [InlineData("ERROR", "23505", false)]
    public void IsAway_BySeverityAndCode(string severity, string code, bool expected) =>
        PostgresErrors.IsAway(new PostgresException("could not", severity, severity, code)).ShouldBe(expected);
}
