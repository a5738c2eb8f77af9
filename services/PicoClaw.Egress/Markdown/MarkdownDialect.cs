using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace PicoClaw.Egress.Markdown;

/// <summary>Turns a model's Markdown into messages that DingTalk shows. Any text gives messages within the limits; what cannot be read as Markdown is shown as it is.</summary>
internal sealed class MarkdownDialect(IOptions<DialectOptions> options)
{
    /// <summary>Between texts that share a message: a line that DingTalk shows, unlike a rule (---), which goes.</summary>
    public const string Separator = "\n\n———\n\n";

    private static readonly TextSize Endless = new(int.MaxValue / 2, int.MaxValue / 2);

    // "(1/3)" after a blank line; no text makes ten million messages.
    private static readonly TextSize Numbering = TextSize.Of("\n\n(1234567/1234567)");

    private readonly DialectOptions _options = options.Value;

    /// <summary>Of one message.</summary>
    public TextSize Limit => new(_options.MaxChunkChars, _options.MaxChunkBytes);

    /// <summary>The messages in order, numbered when there are several; none when the text says nothing.</summary>
    public IReadOnlyList<string> Render(string text)
    {
        var leaves = Read(text);
        if (MayFit(leaves) && Size(leaves).Fits(Limit))
        {
            return Splitter.Split(leaves, Limit);
        }

        var parts = Splitter.Split(leaves, Limit - Numbering);
        return [.. parts.Select((part, index) => string.Create(CultureInfo.InvariantCulture, $"{part}\n\n({index + 1}/{parts.Count})"))];
    }

    /// <summary>One text of several, with <see cref="Separator"/> between them. Each is rendered on its own, so that a code block that one leaves open ends there.</summary>
    public string Join(IEnumerable<string> texts) => string.Join(Separator, texts.Select(text => Whole(Read(text))).Where(text => text.Length > 0));

    /// <summary>What the text would take as one message. Sizes add up: joined texts take the sum of theirs and of the separators between them.</summary>
    public TextSize Size(string text) => Size(Read(text));

    // What is much too long is not written twice.
    private bool MayFit(IEnumerable<Leaf> leaves)
    {
        var room = _options.MaxChunkChars;
        return leaves.All(leaf => (room -= leaf.MinChars) >= 0);
    }

    private static TextSize Size(IEnumerable<Leaf> leaves) => TextSize.Of(Whole(leaves));

    private static string Whole(IEnumerable<Leaf> leaves) => string.Concat(Splitter.Split(leaves, Endless));

    private IEnumerable<Leaf> Read(string text)
    {
        text = WellFormed(text).ReplaceLineEndings("\n");
        var document = MarkdownParser.TryParse(text);

        // Nothing is lost: a text of markup alone is shown as it is, too.
        return document is not null && DialectRenderer.Render(document, _options) is { Count: > 0 } leaves ? leaves : PlainText.Paragraphs(text);
    }

    // Half a character becomes the replacement character, here as in the JSON.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
