using PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

/// <summary>Indents the paragraphs of a message. One that begins within a list begins at the margin, or it would be code.</summary>
internal sealed class Layout
{
    private RenderedParagraph? _before;
    private bool _isEmpty = true;
    private int _base = int.MaxValue;
    private readonly HashSet<object> _swapped = new(ReferenceEqualityComparer.Instance);

    public string MarginGap => _isEmpty ? "" : "\n\n";

    public BlockPrefix PrefixOf(RenderedParagraph paragraph)
    {
        // The common case.
        if (paragraph.Frames.Count == 0)
        {
            return new BlockPrefix(MarginGap, "", "", InQuote: false);
        }

        var from = BaseOf(paragraph);
        var rest = string.Concat(paragraph.Frames.Select((frame, index) => Indent(frame, index, from)));
        var first = string.Concat(
            paragraph.Frames.Select((frame, index) => index >= paragraph.Opened ? MarkerOf(frame, paragraph) : Indent(frame, index, from)));
        return new BlockPrefix(Gap(paragraph, from), first, rest, paragraph.Frames.Any(frame => frame.IsQuote));
    }

    public void Place(RenderedParagraph paragraph)
    {
        if (WouldCount(paragraph) && !_swapped.Remove(paragraph.Frames[paragraph.Opened].Owner))
        {
            _swapped.Add(paragraph.Frames[paragraph.Opened].Owner);
        }

        (_base, _before, _isEmpty) = (BaseOf(paragraph), paragraph, false);
    }

    /// <summary>Code or a table interrupts every list.</summary>
    public void PlaceAtMargin() => (_base, _before, _isEmpty) = (int.MaxValue, null, false);

    public void Reset()
    {
        (_base, _before, _isEmpty) = (int.MaxValue, null, true);
        _swapped.Clear();
    }

    private static string Indent(Frame frame, int index, int from) => frame.IsQuote ? "> " : index < from ? "" : new string(' ', frame.Marker!.Length);

    private string MarkerOf(Frame frame, RenderedParagraph paragraph) =>
        WouldCount(paragraph) && frame == paragraph.Frames[paragraph.Opened] ? Swapped(Shown(frame)!) : Shown(frame) ?? "> ";

    private string? Shown(Frame frame) => frame.Marker is { } marker && _swapped.Contains(frame.Owner) ? Swapped(marker) : frame.Marker;

    private static string Swapped(string marker) => marker[..^2] + (marker[^2] == '.' ? ") " : ". ");

    // Whether a list of numbers follows another one where the reader sees it, and they would be one but for the other delimiter: a rule between them is
    // gone, or one was within the other, or the one before has its other delimiter already.
    private bool WouldCount(RenderedParagraph paragraph) =>
        paragraph.Opened < paragraph.Frames.Count && paragraph.Frames[paragraph.Opened] is var opened
        && _before?.Frames.ElementAtOrDefault(Math.Max(_base, paragraph.Opened)) is { } above && above.Owner != opened.Owner
        && Shown(above) is { Length: > 2 } earlier && Shown(opened) is { Length: > 2 } marker && earlier[^2] == marker[^2];

    // A frame that the block before does not share is not visible above this one.
    private int BaseOf(RenderedParagraph paragraph) => paragraph.Opened > Shared(paragraph) ? paragraph.Opened : Math.Min(_base, paragraph.Opened);

    private int Shared(RenderedParagraph paragraph) => paragraph.Frames.Count == 0
        ? 0
        : paragraph.Frames.Zip(_before?.Frames ?? []).TakeWhile(pair => pair.First.Owner == pair.Second.Owner).Count();

    private string Gap(RenderedParagraph paragraph, int from)
    {
        if (_before is null)
        {
            return MarginGap;
        }

        // Only these may follow the line before directly; after a cut the items above are gone.
        var opened = paragraph.Opened < paragraph.Frames.Count ? paragraph.Frames[paragraph.Opened] : null;
        var isItem = opened is { IsQuote: false } && paragraph.Opened >= _base;
        var isNextItem = isItem && _before.Frames.ElementAtOrDefault(paragraph.Opened)?.Owner == opened!.Owner;
        var isFirstSubitem = isItem && paragraph.Opened > from && opened is { Marker: "- " or "1. " or "1) " } && paragraph.Tokens.Count > 0
            && !paragraph.Frames[paragraph.Opened - 1].IsQuote && _before.Frames.Count == paragraph.Opened && _before.Level == 0;
        if (isNextItem || isFirstSubitem)
        {
            return "\n";
        }

        var shared = Math.Min(Shared(paragraph), paragraph.Opened);
        var quotes = paragraph.Frames.Take(shared).Index().LastOrDefault(frame => frame.Item.IsQuote, (Index: -1, Item: null!)).Index + 1;
        return $"\n{string.Concat(paragraph.Frames.Take(quotes).Select((frame, index) => Indent(frame, index, from))).TrimEnd()}\n";
    }
}
