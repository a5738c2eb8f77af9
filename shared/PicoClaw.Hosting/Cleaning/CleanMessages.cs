using PicoClaw.Contracts;

namespace PicoClaw.Hosting.Cleaning;

/// <summary>
/// Messages with clean texts. Ids stay as they are: they belong to the platform, which must get the same back.
/// See <see cref="StoreKey"/> for ids as keys.
/// </summary>
public static class CleanMessages
{
    /// <summary>A picture's caption is cut after so many characters: both are shown in one message.</summary>
    public const int LongestCaption = 2000;

    /// <summary>A text in the making is shown as far as so many bytes of UTF-8; all of it comes with the reply.</summary>
    public const int LongestProgress = 20_000;

    /// <summary>The reason of a feedback is cut after so many characters.</summary>
    public const int LongestActionText = 2000;

    private const int MostActions = 10;
    private const int LongestLabel = 20;
    private const string NamelessAction = "?";

    // DingTalk allows fewer; this only keeps a title from crowding out a prompt.
    private const int LongestName = 200;
    private const string NamelessFile = "file";

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
        Content = Cleaned(reply.Content),
        Actions = reply.Actions.Count == 0 ? reply.Actions : [.. reply.Actions.Take(MostActions).Select(Cleaned)],
    };

    public static SendNotification Cleaned(this SendNotification notification) => notification with { Content = Cleaned(notification.Content) };

    public static ReplyProgress Cleaned(this ReplyProgress progress) => progress with
    {
        Tool = CleanText.Line(progress.Tool, LongestName),
        Text = CleanText.Head(CleanText.Of(progress.Text), LongestProgress),
    };

    public static ActionReceived Cleaned(this ActionReceived action) => action with
    {
        Sender = action.Sender with { DisplayName = CleanText.Line(action.Sender.DisplayName, LongestName) },
        Text = action.Text is { } text ? CleanText.Cut(CleanText.Of(text), LongestActionText) : null,
    };

    private static MessageAction Cleaned(MessageAction action) => new()
    {
        Label = CleanText.Line(action.Label, LongestLabel) ?? NamelessAction,
        Command = CleanText.Line(action.Command, LongestName) ?? "",
    };

    private static OutboundContent Cleaned(OutboundContent content) => content switch
    {
        MarkdownContent markdown => markdown with { Text = CleanText.Of(markdown.Text), Title = CleanText.Line(markdown.Title, LongestName) },
        ImageContent image => image with
        {
            Name = CleanFileName.Of(image.Name),
            Caption = image.Caption is { } caption ? CleanText.Cut(CleanText.Of(caption), LongestCaption) : null,
        },
        FileContent file => file with { Name = CleanFileName.Of(file.Name) ?? NamelessFile },
        VoiceContent voice => voice with { Name = CleanFileName.Of(voice.Name) },
        _ => content,
    };

    private static IReadOnlyList<Attachment> Cleaned(IReadOnlyList<Attachment> attachments) => attachments.Count == 0
        ? attachments
        : [.. attachments.Select(attachment => attachment with { FileName = CleanText.Line(attachment.FileName, LongestName) })];
}
