namespace DingTalk.Stream.Protocol;

/// <summary>
/// A card action: the parsed <c>data</c> of a <c>CALLBACK</c> frame of topic <see cref="Topics.CardCallback"/>.
/// Source: docs/dingtalk-protocol.md 2.3.
/// </summary>
public sealed record CardCallback
{
    /// <summary>The card, by the id it was created with (<c>outTrackId</c>); "" when absent.</summary>
    public required string OutTrackId { get; init; }

    /// <summary>The wire's <c>type</c>, such as <c>actionCallback</c>; "" when absent.</summary>
    public string Type { get; init; } = "";

    /// <summary>The user who acted; <see cref="UserIdType"/> says what kind of id this is.</summary>
    public string? UserId { get; init; }

    /// <summary>The kind of <see cref="UserId"/> (<c>userIdType</c>).</summary>
    public string? UserIdType { get; init; }

    /// <summary>The user's organisation.</summary>
    public string? CorpId { get; init; }

    /// <summary>Where the card was delivered, such as a conversation.</summary>
    public string? SpaceId { get; init; }

    /// <summary>The kind of <see cref="SpaceId"/>, such as <c>IM</c>.</summary>
    public string? SpaceType { get; init; }

    /// <summary>The triggered actions (<c>content.cardPrivateData.actionIds</c>).</summary>
    public IReadOnlyList<string> ActionIds { get; init; } = [];

    /// <summary>The parameters of the actions (<c>content.cardPrivateData.params</c>): text as is, anything else as JSON.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>All of <c>content</c>, as JSON; null when absent.</summary>
    public string? Content { get; init; }

    /// <summary>All of <c>extension</c>, as JSON; null when absent.</summary>
    public string? Extension { get; init; }

    /// <summary>Parses a frame's payload: <c>content</c> may be an object or JSON in a string, and any field may be missing.</summary>
    /// <param name="frame">A frame of topic <see cref="Topics.CardCallback"/>.</param>
    /// <returns>The callback.</returns>
    /// <exception cref="MalformedFrameException">The data is not a JSON object.</exception>
    public static CardCallback Parse(StreamFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return CardCallbackParser.Parse(ParsedFrame.Of(frame));
    }

    /// <summary>Type and card id, without the content: safe to log.</summary>
    public override string ToString() => $"{Type} of card {OutTrackId}";
}
