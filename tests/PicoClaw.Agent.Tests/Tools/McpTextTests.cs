using System.Text.Json;
using ModelContextProtocol.Protocol;
using PicoClaw.Agent.Tools.Mcp;

namespace PicoClaw.Agent.Tests.Tools;

public sealed class McpTextTests
{
    [Theory]
    [InlineData("""{"content":[{"type":"text","text":"one"},{"type":"text","text":"two"}]}""", "one\ntwo")]
    [InlineData("""{"content":[{"type":"text","text":"no such city"}],"isError":true}""", "Error: no such city")]
    [InlineData("""{"content":[{"type":"resource","resource":{"uri":"file:///a","text":"inside"}}]}""", "inside")]
    [InlineData("""{"content":[{"type":"resource","resource":{"uri":"file:///a","blob":"AAAA"}}]}""", "(resource, which cannot be shown here)")]
    [InlineData("""{"content":[{"type":"resource_link","uri":"https://x.example/a","name":"Report"}]}""", "Report: https://x.example/a")]
    [InlineData("""{"content":[{"type":"image","data":"AAAA","mimeType":"image/png"}]}""", "(image, which cannot be shown here)")]
    [InlineData(
        """{"content":[{"type":"audio","data":"AAAA","mimeType":"audio/wav"},{"type":"text","text":"said"}]}""",
        "(audio, which cannot be shown here)\nsaid")]
    [InlineData("""{"content":[],"structuredContent":{"sum":5}}""", """{"sum":5}""")]
    [InlineData("""{"content":[{"type":"text","text":"five"}],"structuredContent":{"sum":5}}""", "five")]
    [InlineData("""{"content":[]}""", "")]
    public void Of_Result_IsText(string result, string expected) =>
        McpText.Of(JsonSerializer.Deserialize<CallToolResult>(result, ModelContextProtocol.McpJsonUtilities.DefaultOptions)!).ShouldBe(expected);
}
