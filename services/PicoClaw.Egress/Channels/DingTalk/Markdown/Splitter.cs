using System.Text;

namespace PicoClaw.Egress.Markdown;

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

    public static IReadOnlyList<string> Split(IEnumerable<Leaf> leaves, TextSize limit)
    {
        var splitter = new Splitter(limit);
        Leaf? before = null;
        foreach (var leaf in leaves)
        {
            splitter.AddAbove(leaf, before);
            before = leaf;
        }

        splitter.AddAbove(null, before);
        splitter.Cut();
        return splitter._parts;
    }

    private void AddAbove(Leaf? next, Leaf? leaf)
    {
        // A heading is worth nothing at the end of a message.
        if (leaf is ParagraphLeaf { Level: > 0 } && next is not null && !HasRoomFor(leaf, next))
        {
            Cut();
        }

        if (leaf is not null)
        {
            Add(leaf);
        }
    }

    private bool HasRoomFor(Leaf heading, Leaf next) =>
        (TextSize.Of(Whole(heading)) + Smaller(TextSize.Of(Whole(next)), _limit / 4)).Fits(Room);

    private static TextSize Smaller(TextSize a, TextSize b) => new(Math.Min(a.Chars, b.Chars), Math.Min(a.Bytes, b.Bytes));

    private void Add(Leaf leaf)
    {
        if (TryAdd(leaf))
        {
            return;
        }

        // Its beginning fills this message only where it needs more than one anyway.
        if (TextSize.Of(Whole(leaf)).Fits(_limit - LineStart.Cost) || !(_limit / 3).Fits(Room))
        {
            Cut();
            if (TryAdd(leaf))
            {
                return;
            }
        }

        switch (leaf)
        {
            case ParagraphLeaf paragraph:
                AddPieces(paragraph);
                break;
            case CodeLeaf code:
                AddLines(code);
                break;
            case TableLeaf table:
                AddRows(table);
                break;
        }
    }

    private bool TryAdd(Leaf leaf)
    {
        var text = Whole(leaf);
        if (!TextSize.Of(text).Fits(Room))
        {
            return false;
        }

        Append(text);
        if (leaf is ParagraphLeaf paragraph)
        {
            _layout.Place(paragraph);
        }
        else
        {
            _layout.PlaceAtMargin();
        }

        return true;
    }

    private string Whole(Leaf leaf) => leaf switch
    {
        ParagraphLeaf paragraph when _layout.LeadOf(paragraph) is var lead => lead.Gap + lead.Write(Token.Join(paragraph.Tokens, "\n"), paragraph.Level),
        CodeLeaf code => _layout.MarginGap + code.Write(code.Lines),
        TableLeaf table => _layout.MarginGap + table.Write(table.Rows),
        _ => throw new ArgumentOutOfRangeException(nameof(leaf)),
    };

    private void AddPieces(ParagraphLeaf leaf)
    {
        var level = new TextSize(leaf.Level + 1, leaf.Level + 1);
        var emptyRoom = _limit - new Layout().LeadOf(leaf).Size - level;
        var cutter = new ParagraphCutter(leaf.Tokens, emptyRoom);
        while (!cutter.IsAtEnd)
        {
            var lead = _layout.LeadOf(leaf);
            if (cutter.Take(Room - lead.Size - level, lead.BreakSize) is { } piece)
            {
                Append(lead.Gap + lead.Write(piece, leaf.Level));
                _layout.Place(leaf);
                leaf = leaf.Continued();
            }

            if (!cutter.IsAtEnd)
            {
                Cut();
            }
        }
    }

    private void AddLines(CodeLeaf code)
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

    private void AddRows(TableLeaf table)
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
            if (TryFit([.. rows, row]))
            {
                rows.Add(row);
                continue;
            }

            Flush();
            Cut();
            if (TryFit([row]))
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

        bool TryFit(List<TableLine> some) => TextSize.Of(_layout.MarginGap + table.Write(some)).Fits(Room);

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

    private void AddItems(IEnumerable<ParagraphLeaf?> items)
    {
        foreach (var item in items.OfType<ParagraphLeaf>().Where(item => item.Tokens.Count > 0))
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
