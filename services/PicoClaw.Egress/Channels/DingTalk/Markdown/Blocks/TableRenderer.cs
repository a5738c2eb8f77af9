using Markdig.Extensions.Tables;
using Markdig.Syntax;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;

internal sealed class TableRenderer(DialectOptions options)
{
    // Every row of a list and every part of a table repeats the header; a longer one is shown once.
    private const int LongestHeader = 200;

    public IEnumerable<RenderedBlock> Render(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(Cell).ToList()).ToList();
        if (rows.Count == 0)
        {
            return [];
        }

        var header = rows[0];
        var isShort = header.Sum(cell => cell.Sum(token => token.Text.Length)) <= LongestHeader;
        var names = isShort ? header.ConvertAll(Plain) : [];
        var body = rows.GetRange(1, rows.Count - 1);
        var items = body.ConvertAll(row => Item(table, names, row));

        // The name of a column without cells appears in no item.
        var isNamed = isShort
            && Enumerable.Range(0, header.Count)
                .All(column => header[column].Count == 0 || body.Exists(row => column < row.Count && row[column].Count > 0));
        var top = isNamed ? null : Item(table, [], header);
        if (options.Tables == TableStyle.Keep && isShort)
        {
            var separator = Line(header.Select((_, column) => Alignment(table, column)));
            return [new RenderedTable(
                $"{Line(header.Select(Text))}\n{separator}", top, [.. body.Zip(items, (row, item) => new TableLine(Line(row.Select(Text)), item))])];
        }

        return (top is null ? items : items.Prepend(top)).Where(item => item.Tokens.Count > 0);
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    // A cell has no other line break. Some of its pipes are escaped already.
    private static string Text(IReadOnlyList<Token> cell) =>
        Token.Join(cell, "<br>").Replace(@"\|", "|", StringComparison.Ordinal).Replace("|", @"\|", StringComparison.Ordinal);

    private static string Alignment(Table table, int column) =>
        (column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null) switch
        {
            TableColumnAlign.Center => ":---:",
            TableColumnAlign.Right => "---:",
            _ => ":---",
        };

    private static List<Token> Plain(IReadOnlyList<Token> cell) =>
        [.. cell.Where(token => token.Kind is not (TokenKind.Open or TokenKind.Close)).Select(InOneLine)];

    private static Token InOneLine(Token token) => token.Kind == TokenKind.Break ? new Token(TokenKind.Text, " ") : token;

    private static RenderedParagraph Item(Table table, List<List<Token>> names, List<IReadOnlyList<Token>> row)
    {
        List<Token> tokens = [];
        foreach (var (column, cell) in row.Index().Where(cell => cell.Item.Count > 0))
        {
            if (tokens.Count > 0)
            {
                tokens.Add(new Token(TokenKind.Text, "; "));
            }

            if (column < names.Count && names[column].Count > 0)
            {
                tokens.AddRange([new Token(TokenKind.Open, "**"), .. names[column], new Token(TokenKind.Close, "**"), new Token(TokenKind.Text, ": ")]);
            }

            tokens.AddRange(cell.Select(InOneLine));
        }

        return new RenderedParagraph([new Frame(table, "- ")], 0, tokens);
    }

    private IReadOnlyList<Token> Cell(TableCell cell) =>
        [.. cell.OfType<ParagraphBlock>().SelectMany(paragraph => InlineRenderer.Render(paragraph, options.EscapeHtmlInCode, inTable: true))];
}
