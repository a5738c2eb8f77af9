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
    [InlineData("""{"content":[{"type":"resource","resource":{"uri":"file:///a","blob":"AAAA"}}]}""", "given 3 of file:///a")]
    [InlineData("""{"content":[{"type":"resource","resource":{"uri":"https://x.test/r%20s.pdf?v=1","blob":"AAAA"}}]}""", "given 3 of https://x.test/r s.pdf")]
    [InlineData("""{"content":[{"type":"resource_link","uri":"https://x.example/a","name":"Report"}]}""", "Report: https://x.example/a")]
    [InlineData("""{"content":[{"type":"image","data":"AAAA","mimeType":"image/png"}]}""", "given 3 of ")]
    [InlineData("""{"content":[{"type":"image","data":"AAAA","mimeType":"image/png"}],"isError":true}""", "Error: (image, which cannot be shown here)")]
    [InlineData("""{"content":[{"type":"image","data":"!","mimeType":"image/png"}]}""", "(image, which cannot be shown here)")]
    [InlineData(
        """{"content":[{"type":"audio","data":"AAAA","mimeType":"audio/wav"},{"type":"text","text":"said"}]}""",
        "given 3 of \nsaid")]
    [InlineData("""{"content":[],"structuredContent":{"sum":5}}""", """{"sum":5}""")]
    [InlineData("""{"content":[{"type":"text","text":"five"}],"structuredContent":{"sum":5}}""", "five")]
    [InlineData("""{"content":[]}""", "")]
    public async Task Of_Result_IsTextAndItsFilesAreGiven(string result, string expected) =>
        (await McpText.OfAsync(
            JsonSerializer.Deserialize<CallToolResult>(result, ModelContextProtocol.McpJsonUtilities.DefaultOptions)!,
            file => Task.FromResult($"given {file.Bytes.Length} of {file.Name}"))).ShouldBe(expected);
}
