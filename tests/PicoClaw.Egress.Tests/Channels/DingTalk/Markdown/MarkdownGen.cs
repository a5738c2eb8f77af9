using CsCheck;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

/// <summary>Markdown as models write it, and worse.</summary>
internal static class MarkdownGen
{
    private static readonly Gen<string> Stray =
        AnyOf("*", "**", "_", "__", "|", "`", "``", "~~", "[", "]", "](", "!", "a*b", "5*3=15", "*p", "q*", "_x", "y_", "a|b", "x`y", "函数**参数");

    private static readonly Gen<string> Plain = AnyOf(
        "部署完成。", "你好，世界！", "请检查配置文件；然后重启服务", "word", "A sentence ends here.", "really?", "snake_case_name", "2 * 3 = 6", "a < b && c > d",
        "<b>bold</b>", "x<br>y",
        "👨‍👩‍👧‍👦", "🎉", "🏳️‍🌈", "e\u0301", "\\*not\\*", "\\_x\\_", "&lt;tag&gt;", "&amp;", "AT&T", "[brackets]", "$100", "~100", "#1",
            "1.", "-", "+", ">", "100%", "\"quoted\" \\\\",
        "https://example.test/a_b/c?d=e&f=g", "(1/3)", "———", "=", "===", "---",
"（注）", "“引号”", "注意：", "\uE000");

    private static readonly Gen<string> Inline = Gen.Frequency(
        (6, Plain),
        (1, Plain.Select(text => $"**{text}**")),
        (1, Plain.Array[1, 20].Select(texts => $"**{string.Join(' ', texts)}**")),
        (1, Plain.Array[1, 5].Select(texts => $"*{string.Join("，", texts)}*")),
        (1, Plain.Select(text => $"***{text}** both*")),
        (2, Gen.Select(Plain, Plain, AnyOf("**", "*", "_", "~~", "***"), (text, next, marker) => $"{marker}{text}{marker}{next}")),
        (1, Gen.Select(Plain, Plain, AnyOf("**", "*", "__"), (before, text, marker) => $"{before}{marker}{text}：{marker}请")),
        (1, AnyOf("code", "a<b>", "x | y", "变量", "git commit -m \"x\"").Select(text => $"`` {text} ``")),
        (1, AnyOf("`x`", "`a_b*c`", "``a`b``")),
        (1, Gen.Select(Plain, Gen.Int[0, 200], (text, length) => $"[{text}](https://example.test/{new string('p', length)})")),
        (1, Gen.Int[0, 100].Select(length => $"![图](https://example.test/{new string('i', length)}.png)")),
        (1, Plain.Select(text => $"~~{text}~~")));

    private static readonly Gen<string> Line = Inline.Array[1, 12].Select(Gen.Bool, (texts, blanks) => string.Join(blanks ? " " : "，", texts));

    private static readonly Gen<string> Paragraph =
        Gen.OneOf(Line, Line.Array[1, 6].Select(lines => string.Join('\n', lines)), Line.Array[10, 30].Select(lines => string.Join(' ', lines)));

    private static readonly Gen<string> Heading = Gen.OneOf(
        Gen.Select(Gen.Int[1, 6], Line, (level, text) => new string('#', level) + " " + text),
        Gen.Select(Line, AnyOf("===", "---"), (text, rule) => text + "\n" + rule));

    private static readonly Gen<string> Code = Gen.Select(
        AnyOf("```", "~~~", "````", "~~~~"),
        AnyOf("", "csharp", "python", "c++ title=x"),
        AnyOf("var x = 1;", "    if (a < b) { return; }", "", "# comment", "- not a list", "| a | b |", "``` inner", "```", "````x", "字符串",
            "\ttab", "<div>").Array[0, 40],
        (fence, info, lines) => $"{fence}{info}\n{string.Join('\n', lines)}\n{fence}");

    // The number keeps two tables from looking like one that continues.
    public static readonly Gen<string> Table = Gen.Select(
        Gen.Int[0, int.MaxValue],
        AnyOf("cell", "字", "**b**", "`a`", "`a\\|b`", "a\\|b", "x<br>y", "[l](https://e.test)", "", "1 < 2").Array[3].Array[0, 30],
        (id, rows) => $"| h{id} | 名称 | v |\n|---|:-:|--:|\n{string.Concat(rows.Select(row => $"| {string.Join(" | ", row)} |\n"))}");

    /// <summary>Of any number of columns, some of which have a name (w1, w2 …), and few rows or none, some of whose cells say something.</summary>
    public static readonly Gen<string> WideTable =
        Gen.Select(Gen.Int[1, 400], Gen.Int[0, 3], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[0, 30], (columns, rows, named, filled, length) =>
    {
        var next = 0;
        string Row(int every) =>
            $"|{string.Join('|', Enumerable.Range(0, columns).Select(column => column % every == 0 ? $"w{++next}{new string('字', length)}" : " "))}|\n";
        return $"{Row(named)}|{string.Join('|', Enumerable.Repeat("-", columns))}|\n{string.Concat(Enumerable.Range(0, rows).Select(_ => Row(filled)))}";
    });

    private static readonly Gen<string> List = Gen.Select(
        AnyOf("- ", "* ", "1. ", "7. ", "3) "),
        Gen.Select(
            Gen.Int[0, 4], Gen.OneOf(Line, Line.Select(line => "[x] " + line), Gen.Select(Line, Line, (a, b) => $"{a}\n{b}")),
            AnyOf("\n", "\n\n")).Array[1, 12],
        (marker, items) => string.Concat(items.Select(item => Indent(marker + item.Item2, item.Item1 * marker.Length) + item.Item3)));

    private static readonly Gen<string> Simple =
        Gen.Frequency((4, Paragraph), (2, Heading), (2, Code), (2, Table), (3, List), (1, AnyOf("---", "***", "\n", "    indented code")));

    private static readonly Gen<string> Block = Gen.Frequency(
        (8, Simple),
        (1, Simple.Array[1, 3].Select(blocks => Prefixed(string.Join("\n\n", blocks), "> "))),
        (1, Simple.Array[1, 3].Select(blocks => "- " + Indent(string.Join("\n\n", blocks), 2).TrimStart())));

    // The heading, since a document without visible text is shown as it is written.
    private static readonly Gen<string> Marked = Block.Array[1, 4].Select(blocks => "# 文\n\n" + string.Join("\n\n", blocks));

    /// <summary>Without stray markers: what a paragraph full of them shows is not yet the same for strict and for lenient clients.</summary>
    public static readonly Gen<string> Document = Marked.Select(text => text.Replace("\uE000", "字", StringComparison.Ordinal));

    /// <summary>With stars, underscores, pipes, brackets and backticks that close nothing.</summary>
    public static readonly Gen<string> Wild = Gen.Select(Marked, Stray.Array[10], (text, strays) =>
        string.Concat(text.Split('\uE000').Select((piece, index) => index == 0 ? piece : strays[index % strays.Length] + piece)));

    public static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>The text in a quote or a list, or behind another one.</summary>
    public static string Within(string before, string text) =>
        before.EndsWith('\n') ? before + text : string.Join('\n', text.TrimEnd().Split('\n').Select((line, index) =>
        (index == 0 ? before : string.Concat(before.Select(character => character == '>' ? '>' : ' '))) + line));

    private static string Indent(string text, int blanks) => Prefixed(text, new string(' ', blanks));

    private static string Prefixed(string text, string prefix) => string.Join('\n', text.Split('\n').Select(line => prefix + line));
}
