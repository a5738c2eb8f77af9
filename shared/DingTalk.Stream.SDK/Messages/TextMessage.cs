namespace DingTalk.Stream.OpenApi;

/// <summary>Plain text, without any markup. Source: docs/dingtalk-protocol.md 4.1.</summary>
/// <param name="Text">The text.</param>
/// <param name="AtUserIds">Who is mentioned, by user id; 50 at most, with <see cref="AtMobiles"/>. Where the text lacks <c>@userId</c>, it is added.</param>
public sealed record TextMessage(string Text, IReadOnlyList<string> AtUserIds) : SessionMessage
{
    /// <summary>Who is mentioned, by mobile number; added to the text like the user ids.</summary>
    public IReadOnlyList<string> AtMobiles { get; init; } = [];

    /// <summary>Whether everybody is mentioned.</summary>
    public bool AtAll { get; init; }

    /// <summary>Names the message without its text.</summary>
    public override string ToString() => $"text of {Text.Length} characters";

    internal override SessionBody ToBody() => new()
    {
        MessageType = "text",
        Text = new SessionBody.TextParam(Mentions.Spell(Text, [.. AtUserIds, .. AtMobiles], " ")),
        At = Mentions.Of(AtUserIds, AtMobiles, AtAll),
    };
}
