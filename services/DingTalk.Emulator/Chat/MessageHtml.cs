using System.Text.RegularExpressions;
using System.Web;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DingTalk.Emulator.Chat;

// Renders a bot's message for the page. Bot text is not trusted: no raw HTML, no external pictures, only harmless links.
internal sealed partial class MessageHtml(ConversationStore conversations)
{
    // A reply has at most 20,000 bytes; a card may be longer and is rendered again with every update.
    private const int MostMarkdown = 20_000;

    private static readonly string[] PlainTypes = ["text", "sampleText"];
    private static readonly string[] Schemes = ["http", "https", "dingtalk"];

    // DingTalk's dialect: tables as on the desktop; a single line break is ignored.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    public string Of(ReplyEntry reply)
    {
        var isPlain = PlainTypes.Contains(reply.MsgType) || reply.Text.Length > MostMarkdown || DeepNesting().IsMatch(reply.Text);
        var html = isPlain ? Plain(reply.Text) : RenderOrPlain(reply.Text, hasButtons: reply.Card is null);
        return reply.Card is not null ? MentionOnCard(html, reply.AtUserIds)
            : reply.AtUserIds.Count == 0 ? html
            : Mention(html, reply.AtUserIds);
    }

    private static string Plain(string text) => $"<p class=\"plain\">{HttpUtility.HtmlEncode(text)}</p>";

    // The parser rejects deep nesting, and one unreadable message must not break the page.
    private static string RenderOrPlain(string markdown, bool hasButtons)
    {
        try
        {
            return Render(markdown, hasButtons);
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            return Plain(markdown);
        }
    }

    private static string Render(string markdown, bool hasButtons)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Tame(link, hasButtons);
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => link.IsEmail || !IsHarmless(link.Url)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        foreach (var column in document.Descendants<Table>().SelectMany(table => table.ColumnDefinitions))
        {
            // Markdig aligns with a style attribute, which the page's security policy forbids.
            column.Alignment = null;
        }

        return document.ToHtml(Pipeline);
    }

    private static void Tame(LinkInline link, bool hasButtons)
    {
        if (hasButtons && !link.IsImage && DtmdLink.TextOf(link.Url) is { } said)
        {
            // The page says the text for the person who clicks.
            link.Url = "#";
            link.Title = null;
            link.GetAttributes().AddProperty("data-say", said);
            return;
        }

        if (link.IsImage && link.Url is ['@', ..])
        {
            // A media id: the page has the file itself.
            link.Url = $"/emulator/media?id={Uri.EscapeDataString(link.Url)}";
            return;
        }

        if (!IsHarmless(link.Url))
        {
            // Keeps the text and drops the link.
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
            return;
        }

        if (link.IsImage)
        {
            // The page loads nothing from other hosts, so a picture becomes a link.
            link.IsImage = false;
            link.InsertBefore(new LiteralInline("[图片] "));
            if (link.FirstChild is null)
            {
                link.AppendChild(new LiteralInline("picture"));
            }
        }

        link.GetAttributes().AddProperty("target", "_blank");
        link.GetAttributes().AddProperty("rel", "noopener noreferrer");
    }

    private static bool IsHarmless(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme);

    // As in DingTalk, a listed user is shown by name only where the text has a literal @userId. Tags are skipped.
    private string Mention(string html, IReadOnlyList<string> userIds) => Tags().Replace(html, part =>
    {
        var text = part.Value;
        if (text.StartsWith('<'))
        {
            return text;
        }

        foreach (var id in userIds.OrderByDescending(id => id.Length))
        {
            text = text.Replace(
                $"@{HttpUtility.HtmlEncode(id)}", $"<span class=\"at\">@{HttpUtility.HtmlEncode(conversations.NickOf(id))}</span>",
                StringComparison.Ordinal);
        }

        return text;
    });

    // In the text of a card <a atId=userId>name</a> mentions a user whom the card lists; others are only named.
    private static string MentionOnCard(string html, IReadOnlyList<string> userIds) => Tags().Replace(html, part =>
        part.Value.StartsWith('<') ? part.Value : CardMentions().Replace(part.Value, mention =>
            userIds.Contains(HttpUtility.HtmlDecode(mention.Groups["id"].Value))
                ? $"<span class=\"at\">@{mention.Groups["name"].Value}</span>"
                : mention.Groups["name"].Value));

    // The parser's time grows with the square of the depth; above 128 it throws.
    [GeneratedRegex(@"^(?>[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){65}", RegexOptions.Multiline)]
    private static partial Regex DeepNesting();

    [GeneratedRegex("&lt;a atId=(?:&quot;)?(?<id>[^<>\\s]{1,200}?)(?:&quot;)?&gt;(?<name>[^<>]{1,200}?)&lt;/a&gt;")]
    private static partial Regex CardMentions();

    [GeneratedRegex("<[^>]*>|[^<]+")]
    private static partial Regex Tags();
}
