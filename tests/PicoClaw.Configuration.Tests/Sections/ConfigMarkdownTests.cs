using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Sections;

public sealed class ConfigMarkdownTests
{
    [Theory]
    [InlineData("tables", "\"List\"", "Tables", "List")]
    [InlineData("tables", "\" keep \"", "Tables", "Keep")]
    [InlineData("tables", "\"\"", "Tables", null)]
    [InlineData("escape_html_in_code", "false", "EscapeHtmlInCode", "false")]
    [InlineData("max_chunk_bytes", "1000", "MaxChunkBytes", "1000")]
    [InlineData("max_chunk_bytes", "14000", "MaxChunkBytes", "14000")]
    [InlineData("max_chunk_chars", "500", "MaxChunkChars", "500")]
    [InlineData("max_chunk_chars", "14000", "MaxChunkChars", "14000")]
    [InlineData("max_parts", "1", "MaxParts", "1")]
    [InlineData("max_parts", "100", "MaxParts", "100")]
    public void Load_Value_IsTheKeyOfTheDialect(string field, string value, string key, string? expected)
    {
        using var folder = new ConfigFolder(Config(field, value));

        folder.Load()[$"Egress:Markdown:{key}"].ShouldBe(expected);
    }

    [Theory]
    [InlineData("tables", "\"S3cret\"", "expected one of Keep, List.")]
    [InlineData("tables", "\"KeepList\"", "expected one of Keep, List.")]
    [InlineData("tables", "0", "expected text in double quotes, found a number.")]
    [InlineData("escape_html_in_code", "\"yes\"", "expected true or false (without quotes), found text.")]
    [InlineData("max_chunk_bytes", "999", "expected a whole number from 1000 to 14000, found 999.")]
    [InlineData("max_chunk_bytes", "14001", "expected a whole number from 1000 to 14000, found 14001.")]
    [InlineData("max_chunk_chars", "499", "expected a whole number from 500 to 14000, found 499.")]
    [InlineData("max_chunk_chars", "14001", "expected a whole number from 500 to 14000, found 14001.")]
    [InlineData("max_parts", "0", "expected a whole number from 1 to 100, found 0.")]
    [InlineData("max_parts", "101", "expected a whole number from 1 to 100, found 101.")]
    public void Load_WrongValue_NamesPlaceAndKeyButNoText(string field, string value, string expected)
    {
        using var folder = new ConfigFolder(Config(field, value));

        folder.Error().ShouldContain(", line 1, column ");
        folder.Error().ShouldContain($"egress.markdown.{field} {expected}");
        folder.Error().ShouldNotContain("S3cret");
    }

    [Fact]
    public void Load_UnknownField_NamesIt()
    {
        using var folder = new ConfigFolder(Config("table", "\"List\""));

        folder.Error().ShouldContain("egress.markdown.table (did you mean tables?)");
    }

    private static string Config(string field, string value) => $$"""{ "egress": { "markdown": { "{{field}}": {{value}} } } }""";
}
