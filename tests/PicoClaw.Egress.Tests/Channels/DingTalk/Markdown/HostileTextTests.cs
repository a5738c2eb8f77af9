using System.Diagnostics;
using System.Globalization;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

/// <summary>Hostile texts with the default options: never an exception, never nothing, never over a limit, and quickly.</summary>
public sealed class HostileTextTests
{
    private const int Most = 1_000_000;

    // Longer texts are not mended.
    private const int Mended = 120_000;

    public static TheoryData<string, string> Texts => new(
    [
        ("one line", new string('x', 10_000_000)),
        ("one line of ideographs", new string('字', 4_000_000)),
        ("quotes", Repeat("> ", Most)),
        ("quotes, a line each", string.Concat(Enumerable.Range(1, 400).Select(depth => new string('>', depth) + " x\n"))),
        ("bullets", Repeat("- ", Most)),
        ("numbers", Repeat("1. ", Most)),
        ("lists, deeper with each line", string.Concat(Enumerable.Range(0, 400).Select(depth => new string(' ', 2 * depth) + "- x\n"))),
        ("brackets", Repeat("[", Most) + Repeat("]", Most)),
        ("brackets in lines", Repeat("[a][b]\n", Most)),
        ("pictures", Repeat("![", Most)),
        ("nested links", Repeat("[", 1000) + "x" + Repeat("](y)", 4000)),
        ("backticks", Repeat("`", Most)),
        ("backticks of every length", string.Concat(Enumerable.Range(1, 450).Select(length => new string('`', length) + " "))),
        ("fences of every length", string.Concat(Enumerable.Range(3, 450).Select(length => new string('`', length) + "\n"))),
        ("stars and underscores", Repeat("*_", Most)),
        ("emphasis that nests", Repeat("**a *b ", Most)),
        ("tildes", Repeat("~~a", Most)),
        ("emoji sequences", Repeat("👨‍👩‍👧‍👦", Most)),
        ("flags", Repeat("🇨🇳", Most)),
        ("joiners", Repeat("\u200d", Most)),
        ("marks on one letter", "e" + Repeat("\u0301", Most)),
        ("high surrogates", Repeat("\ud83d", Most)),
        ("low surrogates", Repeat("\ude00", Most)),
        ("surrogates the wrong way round", Repeat("\ude00\ud83d", Most)),
        ("NUL", Repeat("\0", Most)),
        ("NUL between", Repeat("a\0", Most)),
        ("control characters", Repeat("\u0001\u001b\u007f\u0085", Most)),
        ("right to left", Repeat("\u202e\u200fשלום ", Most)),
        ("zero width", Repeat("\u200b\ufeff", Most)),
        ("line separators", Repeat("a\u2028b\u2029", Most)),
        ("carriage returns", Repeat("a\r", Most)),
        ("blank lines between", Repeat("a\n\n\n\n", Most)),
        ("a table of 5,000 columns", Table(5000, 3)),
        ("a table of 5,000 columns without rows", Table(5000, 0)),
        ("a table of 20,000 rows", Table(3, 20_000)),
        (
            "a table row that grows",
            string.Concat(Enumerable.Range(1, 400).Select(columns => Repeat("|a", 2 * columns) + "\n" + Repeat("|-", 2 * columns) + "\n\n"))),
        ("pipes", Repeat("|", Most)),
        ("links", Repeat("[a](https://e.test/b) ", Most)),
        ("addresses", Repeat("https://e.test/?a=b&c=d ", Most)),
        ("one address", "https://e.test/" + Repeat("a", Most)),
        ("definitions", Repeat("[a]: https://e.test\n", Most)),
        ("footnotes", Repeat("[^a]", Most)),
        ("entities", Repeat("&amp;&#x1F600;&#0;&nope;", Most)),
        ("escapes", Repeat("\\", Most)),
        ("escaped everything", Repeat("\\*\\_\\`\\[", Most)),
        ("HTML", Repeat("<div onclick='x'>", Most)),
        ("comments", Repeat("<!-- ", Most)),
        ("line breaks of HTML", Repeat("<br>", Most)),
        ("headings", Repeat("# a\n", Most)),
        ("underlined headings", Repeat("a\n=\n", Most)),
        ("rules", Repeat("---\n", Most)),
        ("tasks", Repeat("- [x] ", Most)),
        ("tabs", Repeat("\t", Most) + "x"),
        ("indented code", Repeat("    x\n\n", Most)),
        ("quoted code", Repeat("> ```\n> x\n", Most)),
        ("a long language", "```" + Repeat("a", Most) + "\nx\n```"),
        ("autolinks", Repeat("<https://e.test>", Most)),
        ("stars in words", Repeat("a*b*", Mended)),
        ("blocks of pre", Repeat("<pre>x</pre>", Mended)),
        ("pre that never ends", Repeat("<pre ", Mended)),
        ("ends of pre", Repeat("</pre>`", Mended)),
        ("bars of a Chinese keyboard", Repeat("｜-｜\n\n", Mended)),
        ("bars without an end", Repeat("｜-", Mended)),
        ("underscores around Chinese", Repeat("__重", Mended)),
        ("bold that touches", Repeat("**重**", Mended)),
        ("stars and bars", Repeat("** a |", Mended)),
        ("backticks in words", Repeat("a`", Mended)),
        ("runs of backticks", string.Concat(Enumerable.Range(1, 480).Select(length => new string('`', length) + "a"))),
        ("fences glued to text", Repeat("a:```py\n", Mended)),
        ("tags", Repeat("<b>", Mended)),
        ("nested tags", Repeat("<b>", Mended / 2) + Repeat("</b>", Mended / 2)),
        ("tags that begin", Repeat("<a ", Mended)),
        ("tables of HTML", Repeat("<table>", Mended / 2) + Repeat("</table>", Mended / 2)),
        ("rows of HTML", Repeat("<tr><td>", Mended - 20) + "</table>"),
        ("tables in a line", Repeat("|a|b||--|--||c|d|", Mended)),
        ("separators", Repeat("|-  ", Mended)),
        ("a rule and blanks", "-" + Repeat(" ", Mended - 2) + "x"),
        ("addresses that Chinese follows", Repeat("http://a.b/，", Mended)),
        ("brackets behind an address", "http://" + Repeat(")", Mended - 10)),
        ("addresses of links", Repeat("](\n", Mended - 1) + ")"),
        ("pictures of bytes", Repeat("![](data:image/png;base64,AAAA ", Most)),
        ("pictures with blanks", Repeat("![](a ", Mended)),
        ("names", Repeat(" _a_", Mended)),
        ("unclosed autolinks", Repeat("<https://e.test ", Most)),
    ]);

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void Render_Text_IsMessagesWithinTheLimitsAndSoon(string name, string text)
    {
        var (begun, watch) = (ThreadTime.Read(), Stopwatch.StartNew());
        var before = GC.GetAllocatedBytesForCurrentThread();

        var parts = Dialect.With(parts: 8).Render(text);
        var title = TitleMaker.From(text);

        var (time, allocated) = (ThreadTime.Read() - begun ?? watch.Elapsed, (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{name}: {parts.Count} parts, {time.TotalMilliseconds:0} ms, {allocated} MB"));
        parts.Count.ShouldBeInRange(1, 8);
        parts.ShouldAllBe(part => part.Length <= 3500 && JsonSize.Of(part) <= 12_000 && !string.IsNullOrWhiteSpace(part));
        title.Length.ShouldBeInRange(1, 300);
        time.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        allocated.ShouldBeLessThan(200);
    }

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static string Table(int columns, int rows) =>
        $"{Repeat("|h", 2 * columns)}|\n{Repeat("|-", 2 * columns)}|\n{string.Concat(Enumerable.Repeat($"{Repeat("|x", 2 * columns)}|\n", rows))}";
}
