namespace PicoClaw.Egress.Markdown;

/// <summary>Collects the lines of one message and knows whether a fence is open.</summary>
internal sealed class PartBuilder
{
    private readonly List<string> _lines = [];
    private int _chars;
    private int _bytes;
    private Fence? _fence;

    public bool HasText => _lines.Any(line => line.AsSpan().Trim().Length > 0);

    public bool Fits(string line)
    {
        var closing = _fence is null ? 0 : _fence.Marker.Length + 1;
        return _chars + line.Length + 1 + closing <= MarkdownSplitter.MaxChars && _bytes + JsonSize.Of(line) + 2 + closing + 1 <= MarkdownSplitter.MaxBytes;
    }

    public void Add(string line)
    {
        _lines.Add(line);
        _chars += line.Length + 1;
        _bytes += JsonSize.Of(line) + 2;
        _fence = Fence.After(_fence, line);
    }

    /// <summary>Ends this part, closing an open fence, and begins the next, opening it again. Prefers the last blank line in the second half as the border.</summary>
    public string Cut()
    {
        var border = _fence is null ? _lines.FindLastIndex(line => line.AsSpan().Trim().IsEmpty) : -1;
        List<string> carried = [];
        if (border > _lines.Count / 2 && !Fence.IsOpenAfter(_lines[..border]))
        {
            carried = _lines[(border + 1)..];
            _lines.RemoveRange(border, _lines.Count - border);
        }

        var open = carried.Count > 0 ? null : _fence;
        if (open is not null)
        {
            _lines.Add(open.Marker);
        }

        var text = Finish();
        _lines.Clear();
        (_chars, _bytes, _fence) = (0, 0, null);
        foreach (var line in open is null ? carried : [open.Opening])
        {
            Add(line);
        }

        return text;
    }

    public string Finish() => string.Join('\n', _lines).Trim('\n');
}
