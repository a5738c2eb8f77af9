using Microsoft.Extensions.Options;
using PicoClaw.Egress.Channels.DingTalk.Markdown;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

internal static class Dialect
{
    /// <summary>Sends all of a text unless <paramref name="parts"/> says otherwise.</summary>
    public static MarkdownDialect With(
        int chars = 3500, int bytes = 12_000, TableStyle tables = TableStyle.Keep, bool escapeHtmlInCode = true, int parts = int.MaxValue) =>
        new(Options.Create(new DialectOptions
        {
            MaxChunkChars = chars,
            MaxChunkBytes = bytes,
            Tables = tables,
            EscapeHtmlInCode = escapeHtmlInCode,
            MaxParts = parts,
        }));
}
