using DingTalk.Stream.OpenApi;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

/// <summary>Renders <see cref="MarkdownContent"/>: in DingTalk's dialect, in as many messages as it takes, several short texts in one.</summary>
internal sealed class MarkdownRenderer(MarkdownDialect dialect) : IJoiningRenderer
{
    // Of a message, for its links.
    private const int LinksShare = 4;

    private static readonly TextSize Separator = TextSize.Of(MarkdownDialect.Separator);

    public Type ContentType => typeof(MarkdownContent);

    public IReadOnlyList<DingTalkMessage> Render(DeliverMessage message)
    {
        var markdown = (MarkdownContent)message.Content;
        var parts = dialect.Render(markdown.Text, Links(message));
        if (parts.Count == 0)
        {
            return [];
        }

        var title = Title(markdown.Title, markdown.Text);
        return [.. parts.Select((part, index) => Message(new MarkdownMessage(title, part, index == parts.Count - 1 ? message.Mentions : [])))];
    }

    public int CountJoinable(IReadOnlyList<DeliverMessage> replies)
    {
        var (used, count) = (default(TextSize), 0);
        var mentions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reply in replies)
        {
            if (reply is not { Content: MarkdownContent { Text: var text }, Announces: null } || string.IsNullOrWhiteSpace(text))
            {
                break;
            }

            used += dialect.Size(text, Links(reply)) + (count > 0 ? Separator : default);
            mentions.UnionWith(reply.Mentions);
            if (!used.Fits(dialect.Limit) || mentions.Count > SessionMessage.MaxMentions)
            {
                break;
            }

            count++;
        }

        return Math.Max(1, count);
    }

    public DingTalkMessage? Join(IReadOnlyList<DeliverMessage> replies, IReadOnlyList<string> mentions)
    {
        var text = dialect.Join(replies.Select(reply => (((MarkdownContent)reply.Content).Text, Links(reply))));
        return text.Length > 0 && TextSize.Of(text).Fits(dialect.Limit)
            ? Message(new MarkdownMessage(Title(((MarkdownContent)replies[0].Content).Title, text), text, mentions))
            : null;
    }

    private string Links(DeliverMessage reply) => ActionLinks.LineOf(reply.Actions, dialect.Limit / LinksShare);

    private static string Title(string? title, string text) => TitleMaker.From(string.IsNullOrWhiteSpace(title) ? text : title);

    private static DingTalkMessage Message(MarkdownMessage message) => new(message, () => message, message.Text.Length);
}
