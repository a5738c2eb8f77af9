namespace DingTalk.Stream.OpenApi;

/// <summary>Plain text, without any markup. Source: docs/dingtalk-protocol.md 4.1.</summary>
/// <param name="Text">The text.</param>
/// <param name="AtUserIds">
/// The mentioned users, by user id; 50 at most, together with <see cref="AtMobiles"/>. A missing <c>@userId</c> is added to the text.
/// </param>
public sealed record TextMessage(string Text, IReadOnlyList<string> AtUserIds) : SessionMessage
{
    /// <summary>The mentioned users, by mobile number; added to the text like the user ids.</summary>
    public IReadOnlyList<string> AtMobiles { get; init; } = [];

    /// <summary>Whether everyone is mentioned.</summary>
    public bool AtAll { get; init; }

    /// <summary>The kind and length, without the text: safe to log.</summary>
    public override string ToString() => $"text of {Text.Length} characters";

    internal override SessionBody ToBody() => new()
    {
        MessageType = "text",
        Text = new SessionBody.TextParam(Mentions.Spell(Text, [.. AtUserIds, .. AtMobiles], " ")),
        At = Mentions.Of(AtUserIds, AtMobiles, AtAll),
    };
}
