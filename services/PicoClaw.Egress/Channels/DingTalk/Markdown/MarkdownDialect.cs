using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown;

/// <summary>
/// Turns a model's Markdown into messages that DingTalk shows. Any text gives messages within the limits; what cannot be read as Markdown
/// is shown as it is.
/// </summary>
internal sealed class MarkdownDialect(IOptions<DialectOptions> options)
{
    /// <summary>Between texts that share a message: DingTalk shows this line but not a rule (---).</summary>
    public const string Separator = "\n\n———\n\n";

    // Rendering mostly makes text longer; what gets shorter, such as a padded table, rarely shrinks to less than a quarter.
    private const int MaxShrinkage = 4;

    private static readonly TextSize Endless = new(int.MaxValue / 2, int.MaxValue / 2);

    // "(1/3)" after a blank line. Changing the reserve moves the cuts, also of replies that another version has begun to send.
    private static readonly TextSize Numbering = TextSize.Of("\n\n(1234567/1234567)");

    private readonly DialectOptions _options = options.Value;

    /// <summary>Of one message.</summary>
    public TextSize Limit => new(_options.MaxChunkChars, _options.MaxChunkBytes);

    /// <summary>
    /// The messages in order, numbered when there are several; none when the text says nothing. The same text always gives the same
    /// messages, so that another process can go on after any of them.
    /// </summary>
    /// <param name="text">Markdown.</param>
    /// <param name="last">A line in the dialect that ends the last message, whole.</param>
    public IReadOnlyList<string> Render(string text, string last = "")
    {
        var end = End(last);
        var parts = Split(text, Limit - TextSize.Of(end));
        return parts.Count == 0 || last.Length == 0 ? parts : [.. parts.SkipLast(1), parts[^1] + end];
    }

    /// <summary>
    /// One text of several, with <see cref="Separator"/> between them, each with its last line. Each is rendered on its own, so that a code block that
    /// one leaves open ends there.
    /// </summary>
    public string Join(IEnumerable<(string Text, string Last)> texts) =>
        string.Join(
            Separator,
            from one in texts
            let text = Whole(Read(Normal(DataPictures.Replace(one.Text))))
            where text.Length > 0
            select text + End(one.Last));

    /// <summary>What the text would take as one message. Sizes add up: joined texts take the sum of theirs and of the separators between them.</summary>
    public TextSize Size(string text, string last = "") =>
        DataPictures.Replace(text) is var visible && visible.Length > MaxChars(parts: 1) ? Endless : Size(Read(Normal(visible))) + TextSize.Of(End(last));

    private IReadOnlyList<string> Split(string text, TextSize limit)
    {
        text = DataPictures.Replace(text);
        var head = Normal(TextHead.Of(text, MaxChars(_options.MaxParts)));
        if (string.IsNullOrWhiteSpace(head))
        {
            return [];
        }

        var rest = head.Length < text.Length ? OmissionNotice.Count(text) - OmissionNotice.Count(head) : 0;
        var blocks = Read(head);
        if (rest == 0 && MayFit(blocks, limit) && Size(blocks).Fits(limit))
        {
            return Splitter.Split(blocks, limit);
        }

        var parts = Splitter.Split(blocks, limit - Numbering);
        if (parts.Count == 0)
        {
            // Its blocks say nothing, such as code of blank lines.
            blocks = PlainText.Paragraphs(head);
            parts = Splitter.Split(blocks, limit - Numbering);
        }

        return Numbered(rest == 0 && parts.Count <= _options.MaxParts ? parts : Bounded(blocks, rest, limit));
    }

    // Every part has room for the sentence, as the last part is known only when all are made.
    private List<string> Bounded(IEnumerable<RenderedBlock> blocks, long rest, TextSize limit)
    {
        var parts = Splitter.Split(blocks, limit - Numbering - OmissionNotice.MaxSize);
        var shown = parts.Take(_options.MaxParts).ToList();
        rest += parts.Skip(shown.Count).Sum(part => OmissionNotice.Count(part));
        if (rest > 0)
        {
            shown[^1] += "\n\n" + OmissionNotice.Sentence(shown[0], rest);
        }

        return shown;
    }

    private static IReadOnlyList<string> Numbered(IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts : [.. parts.Select((part, index) => string.Create(CultureInfo.InvariantCulture, $"{part}\n\n({index + 1}/{parts.Count})"))];

    /// <summary>The most text that is read for this many messages.</summary>
    private int MaxChars(int parts) => (int)Math.Min((long)parts * Math.Min(Limit.Chars, Limit.Bytes) * MaxShrinkage, int.MaxValue);

    // A text that is much too long is not written twice.
    private static bool MayFit(IEnumerable<RenderedBlock> blocks, TextSize limit)
    {
        var room = limit.Chars;
        return blocks.All(block => (room -= block.MinChars) >= 0);
    }

    private static string End(string last) => last.Length == 0 ? "" : "\n\n" + last;

    private static TextSize Size(IEnumerable<RenderedBlock> blocks) => TextSize.Of(Whole(blocks));

    private static string Whole(IEnumerable<RenderedBlock> blocks) => string.Concat(Splitter.Split(blocks, Endless));

    private IEnumerable<RenderedBlock> Read(string text) =>
        // Nothing is lost: a text of markup alone is shown as it is.
        MarkdownParser.TryParse(Mended.Of(text)) is { } document && DialectRenderer.Render(document, _options) is { Count: > 0 } blocks
            ? blocks
            : PlainText.Paragraphs(text);

    // Half a character becomes the replacement character, here as in the JSON.
    private static string Normal(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ReplaceLineEndings("\n");
}
