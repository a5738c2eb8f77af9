using System.Globalization;

namespace DingTalk.Stream.Protocol;

/// <summary>
/// The headers of a <see cref="StreamFrame"/>: names are case-insensitive, values are text (numbers and
/// booleans as written). Source: docs/dingtalk-protocol.md 2.1.
/// </summary>
public sealed class FrameHeaders
{
    // There are so few that a scan is faster than building a dictionary for every frame.
    private readonly List<KeyValuePair<string, string>> _values;
    private string? _messageId;
    private string? _topic;

    /// <summary>Creates the headers; of names that differ only in case the last one counts.</summary>
    /// <param name="values">Names and values.</param>
    public FrameHeaders(IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = [.. values];
    }

    internal FrameHeaders(List<KeyValuePair<string, string>> values) => _values = values;

    /// <summary>No headers at all.</summary>
    public static FrameHeaders Empty { get; } = new(new List<KeyValuePair<string, string>>());

    /// <summary>The value of a header, or null when it is absent.</summary>
    /// <param name="name">The header's name, in any case.</param>
    public string? this[string name]
    {
        get
        {
            for (var i = _values.Count - 1; i >= 0; i--)
            {
                if (string.Equals(_values[i].Key, name, StringComparison.OrdinalIgnoreCase))
                {
                    return _values[i].Value;
                }
            }

            return null;
        }
    }

    /// <summary>The frame's id, repeated in its ack; "" when absent (the frame then cannot be acked).</summary>
    public string MessageId => _messageId ??= this["messageId"] ?? "";

    /// <summary>The topic, such as <c>/v1.0/im/bot/messages/get</c>; "" when absent.</summary>
    public string Topic => _topic ??= this["topic"] ?? "";

    /// <summary>DingTalk's id of the link that carried the frame.</summary>
    public string? ConnectionId => this["connectionId"];

    /// <summary>The client id or internal id of the target app.</summary>
    public string? AppId => this["appId"];

    /// <summary>When DingTalk sent the frame (milliseconds on the wire); null when absent or unreadable.</summary>
    public DateTimeOffset? Time => Instant("time");

    internal DateTimeOffset? Instant(string name) =>
        long.TryParse(this[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var milliseconds)
            ? LenientJson.FromMilliseconds(milliseconds)
            : null;
}
