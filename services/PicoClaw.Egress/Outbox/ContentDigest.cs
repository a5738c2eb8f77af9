using System.Security.Cryptography;
using System.Text.Json;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Merging;

internal static class ContentDigest
{
    // One call brings one message; what is longer than any message is not worth a digest.
    private const int MostChars = 64 * 1024;

    /// <summary>Equal for direct replies that say the same, null for what goes to a group or takes several messages.</summary>
    public static string? Of(DeliverMessage reply) =>
        reply is { Conversation.Kind: ConversationKind.Direct, Content: MarkdownContent { Text.Length: <= MostChars } markdown }
            ? Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<string?[]>([markdown.Title, markdown.Text], Storage.EgressJson.Default.StringArray)))[..32]
            : null;
}
