using System.Security.Cryptography;
using System.Text.Json;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Merging;

internal static class ContentDigest
{
    /// <summary>Equal for direct replies that say the same, null for what goes to a group.</summary>
    public static string? Of(DeliverMessage reply) =>
        reply is { Conversation.Kind: ConversationKind.Direct, Content: MarkdownContent markdown }
            ? Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<string?[]>([markdown.Title, markdown.Text], Storage.EgressJson.Default.StringArray)))[..32]
            : null;
}
