using PicoClaw.Contracts;

namespace PicoClaw.Hosting.Cleaning;

/// <summary>
/// Messages whose texts are clean. Ids stay as they are: they are the platform's, and what is sent back must be the same.
/// See <see cref="StoreKey"/> for where they are keys.
/// </summary>
public static class CleanMessages
{
    // DingTalk allows fewer; this only keeps a title from crowding out a prompt.
    private const int LongestName = 200;

    public static MessageReceived Cleaned(this MessageReceived message) => message with
    {
        Text = CleanText.Of(message.Text),
        Conversation = message.Conversation with { Title = CleanText.Line(message.Conversation.Title, LongestName) },
        Sender = message.Sender with { DisplayName = CleanText.Line(message.Sender.DisplayName, LongestName) },
        Quote = message.Quote is { Text: { } quoted } quote ? quote with { Text = CleanText.Of(quoted) } : message.Quote,
        Attachments = message.Attachments.Count == 0
            ? message.Attachments
            : [.. message.Attachments.Select(attachment => attachment with { FileName = CleanText.Line(attachment.FileName, LongestName) })],
    };

    public static DeliverMessage Cleaned(this DeliverMessage reply) => reply with
    {
        Content = reply.Content is MarkdownContent markdown
            ? markdown with { Text = CleanText.Of(markdown.Text), Title = CleanText.Line(markdown.Title, LongestName) }
            : reply.Content,
    };
}
