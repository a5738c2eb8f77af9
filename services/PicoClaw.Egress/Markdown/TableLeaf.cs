namespace PicoClaw.Egress.Markdown;

/// <summary>A table with its header of two lines. A row that is too long for a message is shown as the list that it also is.</summary>
internal sealed record TableLeaf(string Header, IReadOnlyList<TableLine> Rows) : Leaf
{
    public override int MinChars => Rows.Sum(row => row.Text.Length);

    public string Write(IEnumerable<TableLine> rows) => string.Join('\n', rows.Select(row => row.Text).Prepend(Header));
}
