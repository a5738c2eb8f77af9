namespace DingTalk.Stream.Protocol;

/// <summary>
/// Forwarded messages (<c>msgtype</c> <c>chatRecord</c>): <c>{"content":{"title","summary","chatRecord"}}</c>. The list may be an array
/// or JSON in a string, may be called <c>records</c> or <c>messages</c>, and may be empty.
/// </summary>
/// <param name="Title">DingTalk's title, such as <c>Chat of A and B</c>.</param>
/// <param name="Summary">The first lines, as the chat shows them.</param>
/// <param name="Entries">The messages in order.</param>
public sealed record ChatRecordContent(string? Title, string? Summary, IReadOnlyList<ChatRecordEntry> Entries) : BotMessageContent
{
    /// <summary>One line per entry as <c>sender: text</c>; without entries the summary, else the title.</summary>
    public override string PlainText => Entries.Count > 0
        ? string.Join('\n', Entries.Select(entry => entry.Sender is null ? entry.Text : $"{entry.Sender}: {entry.Text}"))
        : Summary ?? Title ?? "";
}
