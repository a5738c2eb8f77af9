using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests;

/// <summary>The JSON Schema and the bot agree on which files are right.</summary>
public sealed partial class ConfigJsonSchemaTests
{
    private static readonly JsonObject Document = ConfigJsonSchema.Create();

    private static readonly JsonSchema Schema = JsonSchema.FromText(Document.ToJsonString());

    private static readonly SectionSchema[] Sections =
        [ConfigSchema.Root, DingTalkAccount.Channel.Account, ModelsSection.Entry, McpServersSection.Entry, SchedulesSection.Entry];

    private static readonly JsonSerializerOptions Strict = new() { AllowTrailingCommas = false };

    public static TheoryData<string> Examples() =>
        [.. JsonBlock().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "configuration.md"))).Select(match => match.Groups["json"].Value)];

    [Fact]
    public void Create_Document_IsAValidSchemaOfItsDraft() =>
        MetaSchemas.Draft202012.Evaluate(JsonSerializer.SerializeToElement(Document)).IsValid.ShouldBeTrue();

    [Fact]
    public void Create_EveryFieldAndAlias_Occurs()
    {
        var text = Document.ToJsonString();
        foreach (var name in Sections.SelectMany(section => section.Fields).SelectMany(field => field.Names).SelectMany(name => name.Split('.')))
        {
            text.ShouldContain($"\"{name}\":");
        }
    }

    [Fact]
    public void Create_Field_HasItsMeaningAndDefaultWithoutMarks()
    {
        var limit = Document["properties"]!["egress"]!["properties"]!["webhook_limit_by"]!;

        ((string?)limit["description"]).ShouldStartWith("What egress.webhook_messages_per_minute counts: robot all replies of a robot,");
        ((string?)limit["default"]).ShouldBe("robot_and_conversation");
        ((string?)Document["properties"]!["mcpServers"]!["description"]).ShouldBe("The same as mcp_servers.");
    }

    // A default that the field itself would refuse is a wrong default.
    [Fact]
    public void Create_Default_IsValid()
    {
        foreach (var section in Sections)
        {
            var described = SectionJsonSchema.Of(section);
            described.Insert(0, "$schema", (string?)Document["$schema"]);
            var schema = JsonSchema.FromText(described.ToJsonString());
            foreach (var field in section.Fields.Where(field => field.Default is not null))
            {
                var json = field.Json.Split('.').Reverse().Aggregate(field.Default!, (value, name) => $$"""{ "{{name}}": {{value}} }""");
                schema.Evaluate(JsonSerializer.Deserialize<JsonElement>(json, Strict)).IsValid.ShouldBeTrue(json);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Evaluate_ExampleOfTheDocumentation_IsValid(string json) => Faults(json).ShouldBeEmpty();

    [Theory]
    [InlineData("""{ "egress": { "bulk_every": 2 } }""", true)]
    [InlineData("""{ "egress": { "bulk_every": 1 } }""", false)]
    [InlineData("""{ "egress": { "bulk_every": "7" } }""", true)]
    [InlineData("""{ "egress": { "bulk_every": "seven" } }""", false)]
    [InlineData("""{ "egress": { "bulk_every": null } }""", true)]
    [InlineData("""{ "egress": { "webhook_limit_by": "robot" } }""", true)]
    [InlineData("""{ "egress": { "webhook_limit_by": "person" } }""", false)]
    [InlineData("""{ "egress": { "surprise": 1 } }""", false)]
    [InlineData("""{ "ingress": { "spool": { "directory": "/var/spool", "max_bytes": 1048576, "confirm_within_ms": 50 } } }""", true)]
    [InlineData("""{ "ingress": { "spool": { "max_bytes": 1048575 } } }""", false)]
    [InlineData("""{ "ingress": { "spool": { "confirm_within_ms": 2501 } } }""", false)]
    [InlineData("""{ "agents": { "defaults": { "temperature": 0.5, "model": "m", "subturn": {} } } }""", true)]
    [InlineData("""{ "agents": { "defaults": { "temperature": 2.5 } } }""", false)]
    [InlineData("""{ "agents": [ { "id": "a" } ] }""", true)]
    [InlineData(
        """{ "_comment": "x", "tools": { "web": { "a": 1 }, "mcp": { "servers": { "a": { "command": "x" } } } }, "heartbeat": { "enabled": true } }""",
        true)]
    [InlineData("""{ "model_list": [ { "model_name": "a", "model": "ollama/b", "api_key": "k", "proxy": "http://p" } ] }""", true)]
    [InlineData("""{ "model_list": [ { "model_name": "a", "model": "ollama/b", "input_price": -1 } ] }""", false)]
    [InlineData("""{ "model_list": { "model_name": "a" } }""", false)]
    [InlineData("""{ "mcp_servers": { "_comment": "x", "a": { "command": "x", "args": "y", "env": { "A": "b" } } } }""", true)]
    [InlineData("""{ "mcp_servers": { "a": { "command": "x", "timeout": 86401 } } }""", false)]
    [InlineData("""{ "channels": { "telegram": { "token": "t" }, "dingtalk": { "enabled": false, "settings": { "client_id": "i" } } } }""", true)]
    [InlineData("""{ "channel_list": { "my": { "type": "feishu", "app_id": "x" }, "a": { "type": "dingtalk", "allow_from": [1, "b"] } } }""", true)]
    [InlineData("""{ "channel_list": { "a": { "type": "dingtalk", "surprise": 1 } } }""", false)]
    public void Evaluate_File_AgreesWithTheBot(string json, bool isRight)
    {
        using var folder = new ConfigFolder(json);

        Faults(json).Count.ShouldBe(isRight ? 0 : 1);
        if (isRight)
        {
            Should.NotThrow(() => folder.Load());
        }
        else
        {
            folder.Error().ShouldNotBeEmpty();
        }
    }

    private static IReadOnlyList<string> Faults(string json) =>
        Schema.Evaluate(JsonSerializer.Deserialize<JsonElement>(json, Strict)).IsValid ? [] : [json];

    [GeneratedRegex(@"^```json\n(?<json>\{.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex JsonBlock();
}
