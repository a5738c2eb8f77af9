using System.Security.Cryptography;
using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.Storage;

namespace PicoClaw.Egress.Outbox;

internal static class ContentDigest
{
    /// <summary>Equal for direct replies that say the same; null for a reply to a group, which no other reply can share a call with.</summary>
    public static string? Of(DeliverMessage reply) => reply.Conversation.Kind == ConversationKind.Direct
        ? Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(reply.Content, EgressJson.Default.OutboundContent)))[..32]
        : null;
}
