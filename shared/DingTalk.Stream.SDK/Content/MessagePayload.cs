using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace DingTalk.Stream.Protocol;

/// <summary>
/// The <c>data</c> of a bot message as it arrived, for fields without a property in <see cref="BotMessage"/>. It holds what people wrote
/// and the session webhook, a secret.
/// </summary>
public sealed class MessagePayload : IEquatable<MessagePayload>
{
    // The fields that BotMessageParser and PlainTextReader read; all others are unknown.
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "conversationId", "conversationType", "conversationTitle", "msgId", "msgtype", "createAt", "senderId", "senderStaffId", "senderNick",
        "senderCorpId", "senderUnionId", "senderPlatform", "isAdmin", "chatbotUserId", "chatbotCorpId", "robotCode", "isInAtList", "atUsers",
        "sessionWebhook", "sessionWebhookExpiredTime", "originalMsgId", "originalProcessQueryKey", "repliedMsg", "quoteMessage", "text", "content",
        "richText", "errorCode", "errMsg", "errorMessage");

    private readonly byte[] _utf8;

    private MessagePayload(byte[] utf8) => _utf8 = utf8;

    /// <summary>The JSON as it arrived; "" for a message that did not come from a frame.</summary>
    public string Json => Encoding.UTF8.GetString(_utf8);

    internal static MessagePayload None { get; } = new([]);

    /// <summary>
    /// The top-level fields without a property in <see cref="BotMessage"/>, such as <c>openThreadId</c> or those that DingTalk has added
    /// since; empty when there are none. Every call parses the JSON again.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> ReadUnknownFields() => _utf8.Length == 0
        ? FrozenDictionary<string, JsonElement>.Empty
        : LenientJson.ReadObject<IReadOnlyDictionary<string, JsonElement>>(LenientJson.Repair(_utf8), "the bot message", Unknown);

    /// <summary>Whether both are the same bytes.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(MessagePayload? other) => other is not null && _utf8.AsSpan().SequenceEqual(other._utf8);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MessagePayload);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_utf8);
        return hash.ToHashCode();
    }

    /// <summary>The length, without the content: safe to log.</summary>
    public override string ToString() => $"{_utf8.Length} bytes of JSON";

    // Copies, because the frame's buffer is reused.
    internal static MessagePayload Of(ReadOnlySpan<byte> utf8) => new(utf8.ToArray());

    private static Dictionary<string, JsonElement> Unknown(JsonElement data)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in data.EnumerateObject().Where(field => !Known.Contains(field.Name)))
        {
            fields[field.Name] = field.Value.Clone();
        }

        return fields;
    }
}
