using System.Text.RegularExpressions;
using PicoClaw.Hosting.Configuration;

namespace PicoClaw.Hosting.Tests.Configuration;

public sealed class ConfigDocumentTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "configuration.md"));

    public static TheoryData<string> Fields => [.. new[] { ConfigSchema.Root, ConfigSchema.Account, ConfigSchema.Model, ConfigSchema.McpServer }
        .SelectMany(schema => schema.Fields)
        .Select(field => field.Json.Split('.')[^1])
        .Distinct()];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Document_FieldOfTheSchema_IsNamed(string field) =>
        Regex.IsMatch(Text, $"""[`".]{Regex.Escape(field)}[`"]""").ShouldBeTrue($"docs/configuration.md does not name {field}");
}
