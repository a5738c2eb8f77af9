using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

public sealed class MarkdownDialectTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("a\nb", "a  \nb")]
    [InlineData("a\r\nb", "a  \nb")]
    [InlineData("a<br>b<BR/>c", "a  \nb  \nc")]
    [InlineData("# One", "# One")]
    [InlineData("###### Six ######", "###### Six")]
    [InlineData("One\n===", "# One")]
    [InlineData("Two\n---", "Two")]
    [InlineData("a\n\n---\n\nb", "a\n\nb")]
    [InlineData("~~old~~ **new** *it* _so_", "old **new** *it* *so*")]
    [InlineData("**bold**，__init__", "**bold**，\\_\\_init\\_\\_")]
    [InlineData("**注意：**请", "**注意**：请")]
    [InlineData("**Note:**请**！**看", "**Note**:请 **！** 看")]
    [InlineData("***注意！***请", "***注意***！请")]
    [InlineData("*强调，*后", "*强调*，后")]
    [InlineData("**a\n：**请", "**a  \n：** 请")]
    [InlineData("这是**“重点”**内容", "这是 **“重点”** 内容")]
    [InlineData("**A/B（测试）**是", "**A/B（测试）** 是")]
    [InlineData("**`a`：**是**`b`**和**[t](https://e.test)**", "**`a`**：是 **`b`** 和 **[t](https://e.test)**")]
    [InlineData("**A &gt;**是 **a\\.**是", "**A &gt;** 是 **a\\.** 是")]
    [InlineData("**a**~~**b**~~——~~*c*~~**d**", "**ab**——*c* **d**")]
    [InlineData("**注意：**", "**注意：**")]
    [InlineData("text:\n- a\n- b", "text:\n\n- a\n- b")]
    [InlineData("* a\n  * b\n* c", "- a\n  - b\n- c")]
    [InlineData("3. a\n3. b", "3. a\n4. b")]
    [InlineData("1. a\n\n---\n\n1. b", "1. a\n\n1) b")]
    [InlineData("1. a\n\n   ```\n   x\n   ```\n\n   1. b\n2. c\n\n1) d", "1. a\n\n```\nx\n```\n\n1. b\n\n2) c\n\n1. d")]
    [InlineData("- [ ] todo\n- [x] done", "- ☐ todo\n- ☑ done")]
    [InlineData("see[^1]\n\n[^1]: A note", "see[1]\n\n[1] A note")]
    [InlineData("> a\n> b\n\nc", "> a<br>b\n\nc")]
    [InlineData("> a\n>\n> b", "> a\n>\n> b")]
    [InlineData("a* b*", "a\\* b\\*")]
    [InlineData("5*3=15", "5*3=15")]
    [InlineData("~~a", "\\~\\~a")]
    [InlineData("> [a](b\n> c)", "> [a\\](b<br>c)")]
    [InlineData("**a *b ~~c~~ **d** e", "\\*\\*a \\*b c **d** e")]
    [InlineData("a <b> x & 1 < 2 > 0", "a &lt;b&gt; x & 1 &lt; 2 &gt; 0")]
    [InlineData("<x>\ny\n</x>", "&lt;x&gt;  \ny  \n&lt;/x&gt;")]
    [InlineData("&lt;b&gt; \\*x\\* 2 * 3", "&lt;b&gt; \\*x\\* 2 * 3")]
    [InlineData("`a<b` `` `x` ``", "`a&lt;b` `` `x` ``")]
    [InlineData("[t](https://e.test \"title\") ![a](@media)", "[t](https://e.test) ![a](@media)")]
    [InlineData("[t][r]\n\n[r]: https://e.test/?a=1&b=2", "[t](https://e.test/?a=1&b=2)")]
    [InlineData("<https://e.test>", "[https://e.test](https://e.test)")]
    [InlineData("- a\n\n  ```sh\n  x\n    y\n  ```\n  b", "- a\n\n```sh\nx\n  y\n```\n\nb")]
    [InlineData("~~~c++ title=x\n<a>\n~~~", "```c++\n&lt;a&gt;\n```")]
    [InlineData("    indented", "```\nindented\n```")]
    [InlineData("```\nnever closed", "```\nnever closed\n```")]
    [InlineData("````md\n```x\n````", "````md\n```x\n````")]
    [InlineData("a | b\n--|-:\n1 | `x\\|y`", "| a | b |\n| :--- | ---: |\n| 1 | `x\\|y` |")]
    [InlineData("t\n\n|a|\n|-|\n|1<br>2|\n\nu", "t\n\n| a |\n| :--- |\n| 1<br>2 |\n\nu")]
    [InlineData("> * + -", "> - - *")]
    [InlineData("1. * + -", "1. - - *")]
    [InlineData("- 甲\n  ~~注意：~~- 乙\n- 丙", "- 甲  \n  注意：\\- 乙\n- 丙")]
    [InlineData("1. 甲\n   **步骤：**1. 乙\n2. 丙", "1. 甲  \n   **步骤**：1\\. 乙\n2. 丙")]
    [InlineData("**步骤：**1. 甲", "**步骤**：1. 甲")]
    [InlineData("~~完成。~~## 二", "完成。\\## 二")]
    [InlineData("---", "\\---")]
    [InlineData("a\n\n———\n\nb", "a\n\n———\n\nb")]
    public void Render_Rule_IsDingTalks(string text, string expected)
    {
        var dialect = Dialect.With();

        dialect.Render(text).ShouldBe([expected]);
        dialect.Render(expected).ShouldBe([expected]);
        Visible.OfStrict([expected]).ShouldBe(Visible.Of(expected));
    }

    [Theory]
    [InlineData("| 名称 | v |\n|---|---|\n| a | 1 |\n| b | |", "- **名称**: a; **v**: 1\n- **名称**: b")]
    [InlineData("|**h**|\n|---|\n|x<br>y|", "- **h**: x y")]
    [InlineData("|h|\n|---|", "- h")]
    public void Render_TablesAsLists_NamesEveryCell(string text, string expected) => Dialect.With(tables: TableStyle.List).Render(text).ShouldBe([expected]);

    [Fact]
    public void Render_CodeAsItIs_EscapesOnlyOutside() =>
        Dialect.With(escapeHtmlInCode: false).Render("<i> `<b>`\n\n```\n<c>\n```").ShouldBe(["&lt;i&gt; `<b>`\n\n```\n<c>\n```"]);

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    public void Render_NoText_IsNoMessage(string text) => Dialect.With().Render(text).ShouldBeEmpty();

    [Fact]
    public void Render_HalfACharacter_IsTheReplacementCharacter() => Dialect.With().Render("half \ud83d").ShouldBe(["half \ufffd"]);

    [Fact]
    public void Join_Texts_KeepsThemApartAndAddsUp()
    {
        var dialect = Dialect.With();
        string[] texts = ["first\n\n```\nleft open", "- a\n- b", "**c**\nd"];

        var joined = dialect.Join(texts.Select(text => (text, "")));

        joined.ShouldBe("first\n\n```\nleft open\n```\n\n———\n\n- a\n- b\n\n———\n\n**c**  \nd");
        dialect.Render(joined).ShouldBe([joined]);
        var separator = TextSize.Of(MarkdownDialect.Separator);
        dialect.Size(joined).ShouldBe(texts.Aggregate(separator + separator, (sum, text) => sum + dialect.Size(text)));
    }
}
