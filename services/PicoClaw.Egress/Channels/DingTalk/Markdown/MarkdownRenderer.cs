using DingTalk.Stream.OpenApi;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

/// <summary>Renders <see cref="MarkdownContent"/>: in DingTalk's dialect, in as many messages as it takes, several short texts in one.</summary>
internal sealed class MarkdownRenderer(MarkdownDialect dialect) : IJoiningRenderer
{
    private static readonly TextSize Separator = TextSize.Of(MarkdownDialect.Separator);

    public Type ContentType => typeof(MarkdownContent);

    public IReadOnlyList<DingTalkMessage> Render(OutboundContent content, IReadOnlyList<string> mentions)
    {
        var markdown = (MarkdownContent)content;
        var parts = dialect.Render(markdown.Text);
        if (parts.Count == 0)
        {
            return [];
        }

        var title = TitleMaker.From(string.IsNullOrWhiteSpace(markdown.Title) ? markdown.Text : markdown.Title);
        return [.. parts.Select((part, index) => Message(new MarkdownMessage(title, part, index == parts.Count - 1 ? mentions : [])))];
    }

    public int CountJoinable(IReadOnlyList<DeliverMessage> replies)
    {
        var (used, count) = (default(TextSize), 0);
        var mentions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reply in replies)
        {
            if (reply.Content is not MarkdownContent { Text: var text } || string.IsNullOrWhiteSpace(text))
            {
                break;
            }

            used += dialect.Size(text) + (count > 0 ? Separator : default);
            mentions.UnionWith(reply.Mentions);
            if (!used.Fits(dialect.Limit) || mentions.Count > SessionMessage.MaxMentions)
            {
                break;
            }

            count++;
        }

        return Math.Max(1, count);
    }

    public OutboundContent Join(IReadOnlyList<OutboundContent> contents) => new MarkdownContent
    {
        Text = dialect.Join(contents.Select(content => ((MarkdownContent)content).Text)),
        Title = ((MarkdownContent)contents[0]).Title,
    };

    private static DingTalkMessage Message(MarkdownMessage message) => new(message, () => message, message.Text.Length);
}
