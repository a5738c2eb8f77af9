using System.Text;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

/// <summary>Fills messages with blocks. A block that fits into a message of its own is not cut.</summary>
internal sealed class Splitter
{
    private readonly TextSize _limit;
    private readonly List<string> _parts = [];
    private readonly StringBuilder _text = new();
    private readonly Layout _layout = new();
    private TextSize _used;

    private Splitter(TextSize limit) => _limit = limit;

    private TextSize Room => _limit - _used;

    public static IReadOnlyList<string> Split(IEnumerable<RenderedBlock> blocks, TextSize limit)
    {
        var splitter = new Splitter(limit);
        RenderedBlock? before = null;
        foreach (var block in blocks)
        {
            splitter.AddAbove(block, before);
            before = block;
        }

        splitter.AddAbove(null, before);
        splitter.Cut();
        return splitter._parts;
    }

    private void AddAbove(RenderedBlock? next, RenderedBlock? block)
    {
        // A heading must not end a message.
        if (block is RenderedParagraph { Level: > 0 } && next is not null && !HasRoomFor(block, next))
        {
            Cut();
        }

        if (block is not null)
        {
            Add(block);
        }
    }

    private bool HasRoomFor(RenderedBlock heading, RenderedBlock next) =>
        (TextSize.Of(Whole(heading)) + Smaller(TextSize.Of(Whole(next)), _limit / 4)).Fits(Room);

    private static TextSize Smaller(TextSize a, TextSize b) => new(Math.Min(a.Chars, b.Chars), Math.Min(a.Bytes, b.Bytes));

    private void Add(RenderedBlock block)
    {
        if (TryAdd(block))
        {
            return;
        }

        // Only a block that needs more than one message begins in this one.
        if (TextSize.Of(Whole(block)).Fits(_limit - LineStart.Cost) || !(_limit / 3).Fits(Room))
        {
            Cut();
            if (TryAdd(block))
            {
                return;
            }
        }

        switch (block)
        {
            case RenderedParagraph paragraph:
                AddPieces(paragraph);
                break;
            case RenderedCode code:
                AddLines(code);
                break;
            case RenderedTable table:
                AddRows(table);
                break;
        }
    }

    private bool TryAdd(RenderedBlock block)
    {
        var text = Whole(block);
        if (!TextSize.Of(text).Fits(Room))
        {
            return false;
        }

        Append(text);
        if (block is RenderedParagraph paragraph)
        {
            _layout.Place(paragraph);
        }
        else
        {
            _layout.PlaceAtMargin();
        }

        return true;
    }

    private string Whole(RenderedBlock block) => block switch
    {
        RenderedParagraph paragraph when _layout.PrefixOf(paragraph) is var prefix =>
            prefix.Gap + prefix.Write(Token.Join(paragraph.Tokens, "\n"), paragraph.Level),
        RenderedCode code => _layout.MarginGap + code.Write(code.Lines),
        RenderedTable table => _layout.MarginGap + table.Write(table.Rows),
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private void AddPieces(RenderedParagraph block)
    {
        var level = new TextSize(block.Level + 1, block.Level + 1);
        var emptyRoom = _limit - new Layout().PrefixOf(block).Size - level;
        var cutter = new ParagraphCutter(block.Tokens, emptyRoom);
        while (!cutter.IsAtEnd)
        {
            var prefix = _layout.PrefixOf(block);
            if (cutter.Take(Room - prefix.Size - level, prefix.BreakSize) is { } piece)
            {
                Append(prefix.Gap + prefix.Write(piece, block.Level));
                _layout.Place(block);
                block = block.Continued();
            }

            if (!cutter.IsAtEnd)
            {
                Cut();
            }
        }
    }

    private void AddLines(RenderedCode code)
    {
        var frame = TextSize.Of(code.Opening) + TextSize.Of(code.Closing);
        List<string> lines = [];
        var used = frame + TextSize.Of(_layout.MarginGap);
        foreach (var line in code.Lines)
        {
            // A line that alone is too long is cut; its pieces would be lines if they shared a message.
            foreach (var (index, piece) in TextPieces.Of(line, _limit - frame - TextSize.Of("    ")).Index())
            {
                var size = TextSize.Of(code.Guard(piece)) + TextSize.Of("\n");
                if (index > 0 || !(used + size).Fits(Room))
                {
                    Flush();
                    Cut();
                }

                lines.Add(piece);
                used += size;
            }
        }

        Flush();

        void Flush()
        {
            if (lines.Exists(line => line.Length > 0))
            {
                Append(_layout.MarginGap + code.Write(lines));
                _layout.PlaceAtMargin();
            }

            lines = [];
            used = frame;
        }
    }

    private void AddRows(RenderedTable table)
    {
        if (table.Rows.Count == 0 || !TextSize.Of(table.Header).Fits(_limit))
        {
            AddItems([table.Names, .. table.Rows.Select(row => row.AsItem)]);
            return;
        }

        var names = table.Names;
        List<TableLine> rows = [];
        foreach (var row in table.Rows)
        {
            if (HasRoomFor(table, [.. rows, row]))
            {
                rows.Add(row);
                continue;
            }

            Flush();
            Cut();
            if (HasRoomFor(table, [row]))
            {
                rows.Add(row);
            }
            else
            {
                AddItems([names, row.AsItem]);
                names = null;
            }
        }

        Flush();

        void Flush()
        {
            if (rows.Count > 0)
            {
                Append(_layout.MarginGap + table.Write(rows));
                _layout.PlaceAtMargin();
                rows = [];
                names = null;
            }
        }
    }

    private bool HasRoomFor(RenderedTable table, IEnumerable<TableLine> rows) => TextSize.Of(_layout.MarginGap + table.Write(rows)).Fits(Room);

    private void AddItems(IEnumerable<RenderedParagraph?> items)
    {
        foreach (var item in items.OfType<RenderedParagraph>().Where(item => item.Tokens.Count > 0))
        {
            Add(item);
        }
    }

    private void Append(string text)
    {
        _text.Append(text);
        _used += TextSize.Of(text);
    }

    private void Cut()
    {
        if (_text.Length > 0)
        {
            _parts.Add(_text.ToString());
        }

        _text.Clear();
        _used = default;
        _layout.Reset();
    }
}
