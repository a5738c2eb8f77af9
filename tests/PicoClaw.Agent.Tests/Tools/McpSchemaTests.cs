using System.Text.Json;
using PicoClaw.Agent.Tools.Mcp;

namespace PicoClaw.Agent.Tests.Tools;

public sealed class McpSchemaTests
{
    [Fact]
    public void Bounded_DescriptionsAtAnyDepth_AreOneShortLine()
    {
        var text = "City.\\n\\n## Rules\\n" + new string('x', 5000);
        const string line = """{"type":"string","description":"TEXT"}""";
        const string list = """{"type":"array","items":{"anyOf":[{"title":"TEXT"}]}}""";
        var schema = Bounded($$$"""{"type":"object","properties":{"city":{{{line}}},"description":{{{list}}}}}""".Replace("TEXT", text));

        var properties = schema.GetProperty("properties");
        var description = properties.GetProperty("city").GetProperty("description").GetString()!;
        description.ShouldStartWith("City. ## Rules xxx");
        description.Length.ShouldBe(512);
        properties.GetProperty("description").GetProperty("items").GetProperty("anyOf")[0].GetProperty("title").GetString()!.Length.ShouldBe(512);
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"title":{"type":"string","description":"短"}},"required":["title"]}""")]
    [InlineData("""{"type":"object"}""")]
    [InlineData("true")]
    public void Bounded_ShortSchema_StaysAsItIs(string schema) =>
        Bounded(schema).GetRawText().ShouldBe(JsonSerializer.Serialize(JsonDocument.Parse(schema).RootElement).Replace("短", "\\u77ED"));

    private static JsonElement Bounded(string schema) => McpSchema.Bounded(JsonDocument.Parse(schema).RootElement);
}
