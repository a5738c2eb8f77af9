using ModelContextProtocol.Protocol;
using PicoClaw.Agent.Tools.Files;

namespace PicoClaw.Agent.Tools.Mcp;

/// <summary>The result of a tool as text for the model; what is no text is given to the user.</summary>
internal static class McpText
{
    public static async Task<string> OfAsync(CallToolResult result, Func<OutgoingFile, Task<string>> give)
    {
        var isError = result.IsError == true;
        var lines = new List<string>();
        foreach (var block in result.Content)
        {
            lines.Add(!isError && FileOf(block) is { } file ? await give(file) : TextOf(block));
        }

        var text = string.Join('\n', lines);
        if (text.Length == 0 && result.StructuredContent is { } structured)
        {
            text = structured.ToString();
        }

        return isError ? $"Error: {text}" : text;
    }

    private static OutgoingFile? FileOf(ContentBlock block)
    {
        try
        {
            return block switch
            {
                ImageContentBlock image => new OutgoingFile(image.DecodedData.ToArray(), Name: null),
                AudioContentBlock audio => new OutgoingFile(audio.DecodedData.ToArray(), Name: null),
                EmbeddedResourceBlock { Resource: BlobResourceContents blob } => new OutgoingFile(blob.DecodedData.ToArray(), NameOf(blob.Uri)),
                _ => null,
            };
        }
        catch (FormatException)
        {
            // Its data is not base64.
            return null;
        }
    }

    private static string? NameOf(string uri) => Uri.UnescapeDataString(uri.Split('?', '#')[0]);

    private static string TextOf(ContentBlock block) => block switch
    {
        TextContentBlock text => text.Text,
        EmbeddedResourceBlock { Resource: TextResourceContents resource } => resource.Text,
        ResourceLinkBlock link => $"{link.Name}: {link.Uri}",
        _ => $"({block.Type}, which cannot be shown here)",
    };
}
