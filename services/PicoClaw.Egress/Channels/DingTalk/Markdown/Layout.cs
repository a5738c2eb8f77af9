namespace PicoClaw.Egress.Markdown;

/// <summary>Indents the paragraphs of a message. One that begins within a list begins at the margin, or it would be code.</summary>
internal sealed class Layout
{
    private ParagraphLeaf? _before;
    private bool _isEmpty = true;
    private int _base = int.MaxValue;
    private readonly HashSet<object> _swapped = new(ReferenceEqualityComparer.Instance);

    public string MarginGap => _isEmpty ? "" : "\n\n";

    public Lead LeadOf(ParagraphLeaf leaf)
    {
        // Most of a long text.
        if (leaf.Frames.Count == 0)
        {
            return new Lead(MarginGap, "", "", InQuote: false);
        }

        var from = BaseOf(leaf);
        var rest = string.Concat(leaf.Frames.Select((frame, index) => Indent(frame, index, from)));
        var first = string.Concat(leaf.Frames.Select((frame, index) => index >= leaf.Opened ? MarkerOf(frame, leaf) : Indent(frame, index, from)));
        return new Lead(Gap(leaf, from), first, rest, leaf.Frames.Any(frame => frame.IsQuote));
    }

    public void Place(ParagraphLeaf leaf)
    {
        if (WouldCount(leaf) && !_swapped.Remove(leaf.Frames[leaf.Opened].Owner))
        {
            _swapped.Add(leaf.Frames[leaf.Opened].Owner);
        }

        (_base, _before, _isEmpty) = (BaseOf(leaf), leaf, false);
    }

    /// <summary>Code or a table interrupts every list.</summary>
    public void PlaceAtMargin() => (_base, _before, _isEmpty) = (int.MaxValue, null, false);

    public void Reset()
    {
        (_base, _before, _isEmpty) = (int.MaxValue, null, true);
        _swapped.Clear();
    }

    private static string Indent(Frame frame, int index, int from) => frame.IsQuote ? "> " : index < from ? "" : new string(' ', frame.Marker!.Length);

    private string MarkerOf(Frame frame, ParagraphLeaf leaf) =>
        WouldCount(leaf) && frame == leaf.Frames[leaf.Opened] ? Swapped(Shown(frame)!) : Shown(frame) ?? "> ";

    private string? Shown(Frame frame) => frame.Marker is { } marker && _swapped.Contains(frame.Owner) ? Swapped(marker) : frame.Marker;

    private static string Swapped(string marker) => marker[..^2] + (marker[^2] == '.' ? ") " : ". ");

    // Whether a list of numbers follows another one where the reader sees it, and they would be one but for the other delimiter: a rule between them is
    // gone, or one was within the other, or the one before has its other delimiter already.
    private bool WouldCount(ParagraphLeaf leaf) =>
        leaf.Opened < leaf.Frames.Count && leaf.Frames[leaf.Opened] is var opened
        && _before?.Frames.ElementAtOrDefault(Math.Max(_base, leaf.Opened)) is { } above && above.Owner != opened.Owner
        && Shown(above) is { Length: > 2 } earlier && Shown(opened) is { Length: > 2 } marker && earlier[^2] == marker[^2];

    // What the block before does not stand in, too, is not shown above this one.
    private int BaseOf(ParagraphLeaf leaf) => leaf.Opened > Shared(leaf) ? leaf.Opened : Math.Min(_base, leaf.Opened);

    private int Shared(ParagraphLeaf leaf) => leaf.Frames.Count == 0 ? 0 : leaf.Frames.Zip(_before?.Frames ?? []).TakeWhile(pair => pair.First.Owner == pair.Second.Owner).Count();

    private string Gap(ParagraphLeaf leaf, int from)
    {
        if (_before is null)
        {
            return MarginGap;
        }

        // Only these can begin right under the line before; what was cut off above them is no list any more.
        var opened = leaf.Opened < leaf.Frames.Count ? leaf.Frames[leaf.Opened] : null;
        var isItem = opened is { IsQuote: false } && leaf.Opened >= _base;
        var isNextItem = isItem && _before.Frames.ElementAtOrDefault(leaf.Opened)?.Owner == opened!.Owner;
        var isFirstSubitem = isItem && leaf.Opened > from && opened is { Marker: "- " or "1. " or "1) " } && leaf.Tokens.Count > 0
            && !leaf.Frames[leaf.Opened - 1].IsQuote && _before.Frames.Count == leaf.Opened && _before.Level == 0;
        if (isNextItem || isFirstSubitem)
        {
            return "\n";
        }

        var shared = Math.Min(Shared(leaf), leaf.Opened);
        var quotes = leaf.Frames.Take(shared).Index().LastOrDefault(frame => frame.Item.IsQuote, (Index: -1, Item: null!)).Index + 1;
        return $"\n{string.Concat(leaf.Frames.Take(quotes).Select((frame, index) => Indent(frame, index, from))).TrimEnd()}\n";
    }
}
