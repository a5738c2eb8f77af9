using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Sections;

public sealed class ConfigSpoolTests
{
    [Theory]
    [InlineData("directory", "\"/var/spool/picoclaw\"", "Directory", "/var/spool/picoclaw")]
    [InlineData("directory", "\"\"", "Directory", null)]
    [InlineData("max_bytes", "1048576", "MaxBytes", "1048576")]
    [InlineData("max_bytes", "2000000000", "MaxBytes", "2000000000")]
    [InlineData("confirm_within_ms", "50", "ConfirmWithinMs", "50")]
    [InlineData("confirm_within_ms", "2500", "ConfirmWithinMs", "2500")]
    public void Load_Value_IsTheKeyOfTheSpool(string field, string value, string key, string? expected)
    {
        using var folder = new ConfigFolder(Config(field, value));

        folder.Load()[$"Ingress:Spool:{key}"].ShouldBe(expected);
    }

    [Theory]
    [InlineData("directory", "1", "expected text in double quotes, found a number.")]
    [InlineData("max_bytes", "1048575", "expected a whole number from 1048576 to 2000000000, found 1048575.")]
    [InlineData("confirm_within_ms", "49", "expected a whole number from 50 to 2500, found 49.")]
    [InlineData("confirm_within_ms", "2501", "expected a whole number from 50 to 2500, found 2501.")]
    public void Load_WrongValue_NamesKeyAndRange(string field, string value, string expected)
    {
        using var folder = new ConfigFolder(Config(field, value));

        folder.Error().ShouldContain($"ingress.spool.{field} ");
        folder.Error().ShouldContain(expected);
    }

    private static string Config(string field, string value) => $$"""{ "ingress": { "spool": { "{{field}}": {{value}} } } }""";
}
