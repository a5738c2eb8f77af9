namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Blocks;

/// <summary>A table with its header of two lines. A row or header that is too long for a message is shown as a list instead.</summary>
/// <param name="Header">Its names, and the line below.</param>
/// <param name="Names">The header as an item of that list; null where the rows' items name all of it.</param>
/// <param name="Rows">Below the header.</param>
internal sealed record RenderedTable(string Header, RenderedParagraph? Names, IReadOnlyList<TableLine> Rows) : RenderedBlock
{
    public override int MinChars => Header.Length + Rows.Sum(row => row.Text.Length);

    public string Write(IEnumerable<TableLine> rows) => string.Join('\n', rows.Select(row => row.Text).Prepend(Header));
}
