namespace DingTalk.Stream.OpenApi;

/// <summary>A Markdown message. Source: docs/dingtalk-protocol.md 4.1, 4.3 and 6 (the dialect).</summary>
/// <param name="Title">Shown only in notifications and the conversation list; 20 characters at most are usual.</param>
/// <param name="Text">The body.</param>
/// <param name="AtUserIds">
/// The mentioned users, by user id; 50 at most, together with <see cref="AtMobiles"/>. DingTalk highlights a user only if the text also
/// contains <c>@userId</c>, so a missing one is added at the end. Only session webhooks can mention; the robot API ignores mentions.
/// </param>
public sealed record MarkdownMessage(string Title, string Text, IReadOnlyList<string> AtUserIds) : SessionMessage
{
    /// <summary>The mentioned users, by mobile number; added to the text like the user ids.</summary>
    public IReadOnlyList<string> AtMobiles { get; init; } = [];

    /// <summary>Whether everyone is mentioned.</summary>
    public bool AtAll { get; init; }

    /// <summary>The kind and length, without the text: safe to log.</summary>
    public override string ToString() => $"Markdown of {Text.Length} characters";

    // The mentions follow a paragraph break, because the text may end inside a list or a table.
    internal override SessionBody ToBody() => new()
    {
        MessageType = "markdown",
        Markdown = new SessionBody.MarkdownParam(Title, Mentions.Spell(Text, [.. AtUserIds, .. AtMobiles], "\n\n")),
        At = Mentions.Of(AtUserIds, AtMobiles, AtAll),
    };
}
