using System.Security.Cryptography;
using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.Storage;

namespace PicoClaw.Egress.Outbox;

internal static class ContentDigest
{
    /// <summary>
    /// Equal for direct replies that say the same; null for a reply that shares a call with no other: one to a group, and one with actions, which name it.
    /// </summary>
    public static string? Of(DeliverMessage reply) => reply is { Conversation.Kind: ConversationKind.Direct, Actions.Count: 0, Announces: null }
        ? Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(reply.Content, EgressJson.Default.OutboundContent)))[..32]
        : null;
}
