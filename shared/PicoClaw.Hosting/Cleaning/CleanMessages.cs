using PicoClaw.Contracts;

namespace PicoClaw.Hosting.Cleaning;

/// <summary>
/// Messages with clean texts. Ids stay as they are: they belong to the platform, which must get the same back.
/// See <see cref="StoreKey"/> for ids as keys.
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
        Quote = message.Quote is { } quote
            ? quote with
            {
                Text = quote.Text is { } quoted ? CleanText.Of(quoted) : null,
                Sender = quote.Sender is { } writer ? writer with { DisplayName = CleanText.Line(writer.DisplayName, LongestName) } : null,
                Attachments = Cleaned(quote.Attachments),
            }
            : null,
        Attachments = Cleaned(message.Attachments),
    };

    public static DeliverMessage Cleaned(this DeliverMessage reply) => reply with
    {
        Content = reply.Content is MarkdownContent markdown
            ? markdown with { Text = CleanText.Of(markdown.Text), Title = CleanText.Line(markdown.Title, LongestName) }
            : reply.Content,
    };

    private static IReadOnlyList<Attachment> Cleaned(IReadOnlyList<Attachment> attachments) => attachments.Count == 0
        ? attachments
        : [.. attachments.Select(attachment => attachment with { FileName = CleanText.Line(attachment.FileName, LongestName) })];
}
