using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Tells code from text by its fences, and puts a fence that is glued to text on a line of its own.</summary>
internal sealed partial class FenceLines
{
    private readonly string[] _lines;

    // Of backticks, 0 for other lines: a fence of tildes is never glued to text.
    private readonly int[] _lengths;

    // The next line whose fence is longer than the line's own, or -1.
    private readonly int[] _nextLonger;
    private readonly List<TextLine> _read = [];
    private readonly Stack<int> _items = new();
    private char _marker;
    private int _length;
    private bool _isQuoted;
    private bool _isGlued;
    private int _column;

    // Four blanks before a fence make code of it; models mean its end all the same when no other follows.
    private int _deep;
    private string _indent = "";

    private FenceLines(string[] lines)
    {
        _lines = lines;
        _lengths = Array.ConvertAll(lines, line => Fence().Match(line).Groups["fence"].ValueSpan is ['`', ..] and var fence ? fence.Length : 0);
        _nextLonger = new int[lines.Length];
        for (var at = lines.Length - 1; at >= 0; at--)
        {
            _nextLonger[at] = NextFence(at, _lengths[at] + 1);
        }
    }

    private bool IsOpen => _length > 0;

    public static List<TextLine> Read(string[] lines)
    {
        var fences = new FenceLines(lines);
        foreach (var (index, line) in lines.Index())
        {
            if (fences.IsOpen && fences.IsWithinContainer(line))
            {
                fences.Within(index, line);
            }
            else
            {
                fences.Outside(index, line);
            }
        }

        return fences._read;
    }

    // A quote or an item that ends takes its fence with it.
    private bool IsWithinContainer(string line)
    {
        var isWithin = string.IsNullOrWhiteSpace(line) ? !_isQuoted : (!_isQuoted || line.AsSpan().TrimStart().StartsWith('>')) && Column(line) >= _column;
        _length = isWithin ? _length : 0;
        return isWithin;
    }

    private void Outside(int index, string line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            LeaveItems(Column(line));
        }

        if (IsIndentedCode(line))
        {
            Code(line);
            return;
        }

        if (Item().Match(line) is { Success: true } item)
        {
            _items.Push(item.Length);
        }

        if (Fence().Match(line) is { Success: true } fence)
        {
            LeaveItems(fence.Groups["fence"].Index);
            Open(fence.Groups["fence"].Value, line[..fence.Groups["fence"].Index], _items.TryPeek(out var column) ? column : 0);
            var (language, code) = Information(fence.Groups["info"].Value);
            Code(line[..fence.Groups["info"].Index] + language);
            if (code.Length > 0)
            {
                Code(_indent + code);
            }
        }
        else if (GluedOpening().Match(line) is { Success: true } glued && IsClosing(index, glued.Groups["fence"].Length, out var closing))
        {
            // Code that leaves the quote takes its fence along.
            var quotes = closing.AsSpan().TrimStart() is ['>', ..] ? TextLine.Of(line).Quotes : "";
            _read.Add(TextLine.Of(glued.Groups["text"].Value.TrimEnd()));
            _read.Add(TextLine.Of(quotes.TrimEnd()));
            Open(glued.Groups["fence"].Value, quotes, column: 0);
            _isGlued = true;
            Code(quotes + line[glued.Groups["fence"].Index..]);
        }
        else
        {
            _read.Add(TextLine.Of(line));
        }
    }

    // Outside a list, four spaces after a blank line begin a code block.
    private bool IsIndentedCode(string line) =>
        _items.Count == 0 && (line.StartsWith("    ", StringComparison.Ordinal) || line.StartsWith('\t'))
            && (_read.Count == 0 || !_read[^1].IsText) && !string.IsNullOrWhiteSpace(line);

    private void Within(int index, string line)
    {
        var rest = line.AsSpan().TrimStart(_isQuoted ? " >\t" : " \t").TrimEnd();
        var run = rest.IndexOfAnyExcept(_marker) is >= 0 and var end ? end : rest.Length;
        if (run >= _length && run == rest.Length && (_isQuoted || Column(line) < _deep))
        {
            Close(line);
        }
        else if (run >= _length && run == rest.Length && (_isGlued || (_marker == '`' && !ClosesLater(index))))
        {
            Close(Indent(line) + rest.ToString());
        }
        else if (run >= _length && _marker == '`' && !rest[run..].Contains('`') && !Language().IsMatch(rest[run..].Trim()) && !ClosesLater(index))
        {
            // ```完成。
            var indent = Indent(line);
            Close(indent + new string(_marker, run));
            _read.Add(TextLine.Of(indent.TrimEnd()));
            _read.Add(TextLine.Of(indent + rest[run..].Trim().ToString()));
        }
        else if (run == 0 && _lengths[index] == 0 && _marker == '`' && rest.EndsWith(new string('`', _length))
            && !rest.TrimEnd('`').Contains("``", StringComparison.Ordinal) && !ClosesLater(index))
        {
            // print(1)```
            Code(line.TrimEnd().TrimEnd('`'));
            Close(Indent(line) + new string(_marker, _length));
        }
        else
        {
            Code(line);
        }
    }

    // What stands before the fence that ends the block: its quote or its item must go on there.
    private string Indent(string line) => _isQuoted ? TextLine.Of(line).Quotes : _indent;

    private void LeaveItems(int column)
    {
        while (_items.TryPeek(out var item) && item > column)
        {
            _items.Pop();
        }
    }

    private void Open(string fence, string before, int column)
    {
        (_marker, _length, _isQuoted, _isGlued) = (fence[0], fence.Length, before.Contains('>', StringComparison.Ordinal), false);
        _indent = string.Concat(before.Select(character => character is '>' or '\t' ? character : ' '));
        _column = _isQuoted ? 0 : column;
        _deep = 4 + (string.IsNullOrWhiteSpace(before) && before.Length < column + 4 ? column : before.Length);
    }

    private static int Column(string line) => line.AsSpan().IndexOfAnyExcept(" \t") is >= 0 and var column ? column : line.Length;

    private void Close(string line)
    {
        Code(line);
        _length = 0;
    }

    private void Code(string text) => _read.Add(new TextLine(text, IsCode: true));

    // A fence with a language opens the next block, so what stands before it must have ended.
    private bool ClosesLater(int index) => IsClosing(index, _length, out _);

    private bool IsClosing(int index, int length, out string closing)
    {
        var next = NextFence(index, length);
        closing = next < 0 ? "" : _lines[next];
        return next >= 0 && !Language().IsMatch(Fence().Match(closing).Groups["info"].ValueSpan.Trim());
    }

    // Shorter ones between belong to the code.
    private int NextFence(int index, int length)
    {
        var at = index + 1 < _lines.Length ? index + 1 : -1;
        while (at >= 0 && _lengths[at] < length)
        {
            at = _nextLonger[at];
        }

        return at;
    }

    /// <summary>```python import os: only the first word is the language, unless attributes follow it.</summary>
    private static (string Language, string Code) Information(string info)
    {
        var words = info.Trim();
        if (words.AsSpan().ContainsAnyInRange('\u3000', '\uffff') && !words.StartsWith('{'))
        {
            // ```这是代码
            return ("", words);
        }

        var end = words.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 || !Language().IsMatch(words[..end]) || Attributes().IsMatch(words[end..]) ? (info, "") : (words[..end], words[end..].Trim());
    }

    [GeneratedRegex(@"^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*[ \t]*(?<fence>`{3,}(?=[^`]*$)|~{3,})(?<info>.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")]
    private static partial Regex Item();

    // The text may hold code in single backticks, but no other fence.
    [GeneratedRegex(@"^(?<text>(?:[^`]|(?<!`)`{1,2}(?!`))*[^`\s])\s*(?<fence>`{3,})[A-Za-z0-9+#.-]{0,30}\s*$")]
    private static partial Regex GluedOpening();

    [GeneratedRegex(@"^[A-Za-z0-9+#.-]{1,30}$")]
    private static partial Regex Language();

    [GeneratedRegex(@"^\s*(?:\{|[\w-]+=|[\w-]+$)")]
    private static partial Regex Attributes();
}
