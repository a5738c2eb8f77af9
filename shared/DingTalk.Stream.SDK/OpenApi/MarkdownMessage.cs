namespace DingTalk.Stream.OpenApi;

/// <summary>A Markdown message. Source: dingtalk.md, sections 4.1, 4.3 and 6 (the dialect).</summary>
/// <param name="Title">Shown in notifications and the conversation list only; 20 characters at most are customary.</param>
/// <param name="Text">The body.</param>
/// <param name="AtUserIds">
/// Who is mentioned, by user id, 50 at most. The text must also hold <c>@userId</c> for each, or nobody is highlighted. Only a session
/// webhook can mention: the robot API ignores them.
/// </param>
public sealed record MarkdownMessage(string Title, string Text, IReadOnlyList<string> AtUserIds)
{
    /// <summary>Names the message without its text.</summary>
    public override string ToString() => $"Markdown of {Text.Length} characters";
}
