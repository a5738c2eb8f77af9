using System.Text.RegularExpressions;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Tests;

public sealed class ConfigDocumentTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "configuration.md"));

    private static readonly SectionSchema[] Schemas = [ConfigSchema.Root, DingTalkAccount.Channel.Account, ModelsSection.Entry, McpServersSection.Entry];

    public static TheoryData<string> Fields() =>
        [.. Schemas.SelectMany(schema => schema.Fields).Select(known => known.Json.Split('.')[^1]).Distinct()];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Document_FieldOfTheSchema_IsNamed(string name) =>
        Regex.IsMatch(Text, $"""[`".]{Regex.Escape(name)}[`"]""").ShouldBeTrue($"docs/configuration.md does not name {name}");
}
