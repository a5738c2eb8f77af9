using System.Text.Json.Nodes;
using Harness.Processes;

namespace EndToEnd.Tests.Cards;

/// <summary>docs/dingtalk-card-template.json: a bot whose cards need another variable than it has would stop at its first frame.</summary>
internal static class ShippedTemplate
{
    public static List<string> Variables { get; } = Read();

    private static List<string> Read()
    {
        var template = JsonNode.Parse(File.ReadAllText(Repository.File("docs/dingtalk-card-template.json")))!;
        return [.. JsonNode.Parse((string)template["editorData"]!)!["variableList"]!.AsArray().Select(variable => (string)variable!["name"]!)];
    }
}
