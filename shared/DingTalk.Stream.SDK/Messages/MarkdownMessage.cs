namespace DingTalk.Stream.OpenApi;

/// <summary>A Markdown message. Source: docs/dingtalk-protocol.md 4.1, 4.3 and 6 (the dialect).</summary>
/// <param name="Title">Shown in notifications and the conversation list only; 20 characters at most are customary.</param>
/// <param name="Text">The body.</param>
/// <param name="AtUserIds">
/// Who is mentioned, by user id; 50 at most, with <see cref="AtMobiles"/>. Nobody is highlighted unless the text holds <c>@userId</c>, too: where it
/// lacks one, it is added at the end. Only a session webhook can mention: the robot API ignores them.
/// </param>
public sealed record MarkdownMessage(string Title, string Text, IReadOnlyList<string> AtUserIds) : SessionMessage
{
    /// <summary>Who is mentioned, by mobile number; added to the text like the user ids.</summary>
    public IReadOnlyList<string> AtMobiles { get; init; } = [];

    /// <summary>Whether everybody is mentioned.</summary>
    public bool AtAll { get; init; }

    /// <summary>Names the message without its text.</summary>
    public override string ToString() => $"Markdown of {Text.Length} characters";

    // After a paragraph break, as the text may end inside a list or a table.
    internal override SessionBody ToBody() => new()
    {
        MessageType = "markdown",
        Markdown = new SessionBody.MarkdownParam(Title, Mentions.Spell(Text, [.. AtUserIds, .. AtMobiles], "\n\n")),
        At = Mentions.Of(AtUserIds, AtMobiles, AtAll),
    };
}
