using ModelContextProtocol.Protocol;

namespace PicoClaw.Agent.Tools.Mcp;

/// <summary>The result of a tool as text for the model.</summary>
internal static class McpText
{
    public static string Of(CallToolResult result)
    {
        var text = string.Join('\n', result.Content.Select(Of));
        if (text.Length == 0 && result.StructuredContent is { } structured)
        {
            text = structured.ToString();
        }

        return result.IsError == true ? $"Error: {text}" : text;
    }

    private static string Of(ContentBlock block) => block switch
    {
        TextContentBlock text => text.Text,
        EmbeddedResourceBlock { Resource: TextResourceContents resource } => resource.Text,
        ResourceLinkBlock link => $"{link.Name}: {link.Uri}",
        _ => $"({block.Type}, which cannot be shown here)",
    };
}
