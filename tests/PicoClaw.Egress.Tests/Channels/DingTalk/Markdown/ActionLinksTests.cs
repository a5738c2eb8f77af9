using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

public sealed class ActionLinksTests
{
    private const string Address = "dtmd://dingtalkclient/sendMessage?content=";

    [Fact]
    public void LineOf_SeveralActions_IsOneLineOfLinksThatSayTheirCommands() =>
        Line(Of("👍", "/feedback up 3f2a9c1d"), Of("👎", "/feedback down 3f2a9c1d"))
            .ShouldBe($"[👍]({Address}%2Ffeedback%20up%203f2a9c1d) · [👎]({Address}%2Ffeedback%20down%203f2a9c1d)");

    [Theory]
    [InlineData("/say a&b=c#d", "%2Fsay%20a%26b%3Dc%23d")]
    [InlineData("/say )](https://evil.test)", "%2Fsay%20%29%5D%28https%3A%2F%2Fevil.test%29")]
    [InlineData("/say 停止 \"x\" <b> *a* `b`", "%2Fsay%20%E5%81%9C%E6%AD%A2%20%22x%22%20%3Cb%3E%20%2Aa%2A%20%60b%60")]
    [InlineData("/say one\n\n# two\0", "%2Fsay%20one%20%23%20two")]
    public void LineOf_HostileCommand_StaysWithinItsAddress(string command, string encoded) =>
        Line(Of("Stop", command)).ShouldBe($"[Stop]({Address}{encoded})");

    // Nothing of it is a link, a picture, code or a tag of its own.
    [Theory]
    [InlineData("](https://evil.test) [x")]
    [InlineData("![x](https://evil.test/x.png)")]
    [InlineData("[x][r]")]
    [InlineData("`a` *b* _c_ ~~d~~ | e | <b>f</b> &lt; <https://evil.test>")]
    [InlineData("# Head\n\n- item\n\n---")]
    [InlineData("\\")]
    public void LineOf_HostileLabel_IsTextOfItsLink(string label)
    {
        var document = Visible.Parse(Line(Of(label, "/stop"), Of("Two", "/two")));

        var links = document.Descendants<LinkInline>().ToList();
        links.Select(link => link.Url).ShouldBe([Address + "%2Fstop", Address + "%2Ftwo"]);
        links.SelectMany(link => link.Descendants()).ShouldAllBe(inline => inline is LiteralInline || inline is HtmlEntityInline);
        document.ShouldHaveSingleItem().ShouldBeOfType<ParagraphBlock>();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u200b\u3164\n")]
    public void LineOf_LabelThatNobodySees_ShowsTheCommand(string label) => Line(Of(label, "/stop 1")).ShouldBe($"[/stop 1]({Address}%2Fstop%201)");

    [Fact]
    public void LineOf_CommandThatIsEmptyOrTooLong_IsLeftOutAndNeverCut() =>
        Line(Of("a", " \n"), Of("b", $"/b {new string('x', 198)}"), Of("c", "/c")).ShouldBe($"[c]({Address}%2Fc)");

    [Fact]
    public void LineOf_MoreThanItsRoom_LeavesOutWhatDoesNotFit()
    {
        var room = TextSize.Of(Line(Of("a", "/a"), Of("c", "/c")));

        ActionLinks.LineOf([Of("a", "/a"), Of("b", "/" + new string('b', 100)), Of("c", "/c"), Of("d", "/d")], room)
            .ShouldBe(Line(Of("a", "/a"), Of("c", "/c")));
    }

    private static MessageAction Of(string label, string command) => new() { Label = label, Command = command };

    private static string Line(params MessageAction[] actions) => ActionLinks.LineOf(actions, new TextSize(10_000, 10_000));
}
