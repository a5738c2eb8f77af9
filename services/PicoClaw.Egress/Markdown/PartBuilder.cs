namespace PicoClaw.Egress.Markdown;

/// <summary>Collects the lines of one message and knows whether a fence is open.</summary>
internal sealed class PartBuilder
{
    private readonly List<string> _lines = [];
    private int _chars;
    private int _bytes;
    private Fence? _fence;
    private int _fenceLine;

    /// <summary>Adds a line, or the piece of one that began in the part before; false when there is no room for it.</summary>
    public bool TryAdd(string line, bool continued = false)
    {
        // Only the beginning of a line can be a fence. Room for the line that closes it is kept from the moment it opens.
        var fence = continued ? _fence : Fence.After(_fence, line);
        var closing = fence is null ? 0 : fence.Marker.Length + 1;
        var chars = _chars + line.Length + 1;
        var bytes = _bytes + JsonSize.Of(line) + 2;
        if (chars + closing > MarkdownSplitter.MaxChars || bytes + closing + 1 > MarkdownSplitter.MaxBytes)
        {
            return false;
        }

        _fenceLine = _fence is null ? _lines.Count : _fenceLine;
        _lines.Add(line);
        (_chars, _bytes, _fence) = (chars, bytes, fence);
        return true;
    }

    /// <summary>Ends this part, closing an open fence, and begins the next, opening it again. Within a line the next begins exactly here.</summary>
    public string Cut(bool withinLine)
    {
        var border = withinLine ? _lines.Count : Border();
        var carried = _lines[border..];
        _lines.RemoveRange(border, carried.Count);
        if (carried.Count == 0 && _fence is not null)
        {
            carried = [_fence.Opening];
            _lines.Add(_fence.Marker);
        }

        var text = Finish();
        _lines.Clear();
        (_chars, _bytes, _fence) = (0, 0, null);
        carried.ForEach(line => TryAdd(line));
        return text;
    }

    /// <summary>The text, empty when it says nothing.</summary>
    public string Finish() => _lines.TrueForAll(string.IsNullOrWhiteSpace) ? "" : string.Join('\n', _lines).Trim('\n');

    // Before a fence that has only just opened, else after the last blank line of the second half, else at the end.
    private int Border()
    {
        if (_fence is not null)
        {
            return _fenceLine > 0 && _fenceLine == _lines.Count - 1 ? _fenceLine : _lines.Count;
        }

        var blank = _lines.FindLastIndex(string.IsNullOrWhiteSpace);
        return blank > _lines.Count / 2 && !Fence.IsOpenAfter(_lines[..blank]) ? blank + 1 : _lines.Count;
    }
}
