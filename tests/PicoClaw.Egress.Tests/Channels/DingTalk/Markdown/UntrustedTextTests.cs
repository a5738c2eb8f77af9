using DingTalk.Stream.OpenApi;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

/// <summary>What a model writes notifies nobody, runs nothing, and leads to no other place than it says.</summary>
public sealed class UntrustedTextTests
{
    [Theory]
    [InlineData("[tap](dtmd://dingtalkclient/sendMessage?content=yes)", "tap (`dtmd://dingtalkclient/sendMessage?content=yes`)")]
    [InlineData("[open](dingtalk://dingtalkclient/action/jump)", "open (`dingtalk://dingtalkclient/action/jump`)")]
    [InlineData("[x](javascript:alert(1))", "x (`javascript:alert(1)`)")]
    [InlineData("[x](JavaScript:alert)", "x (`JavaScript:alert`)")]
    [InlineData("[x](vbscript:a)", "x (`vbscript:a`)")]
    [InlineData("<javascript:alert>", "`javascript:alert`")]
    [InlineData("<dtmd://dingtalkclient/sendMessage>", "`dtmd://dingtalkclient/sendMessage`")]
    [InlineData("![x](dtmd://dingtalkclient/sendMessage)", "x (`dtmd://dingtalkclient/sendMessage`)")]
    [InlineData("[x](@lADmedia)", "x (`@lADmedia`)")]
    [InlineData("[x][r]\n\n[r]: dtmd://a", "x (`dtmd://a`)")]
    [InlineData("<a href=\"dtmd://a\">x</a>", "x (`dtmd://a`)")]
    public void Render_AddressThatActs_IsShownAsText(string text, string shown) => Rendered(text).ShouldBe(shown);

    [Theory]
    [InlineData("[https://bank.example](https://evil.test/a)", "[https://bank.example (evil.test)](https://evil.test/a)")]
    [InlineData("[see http://bank.example/login now](https://evil.test)", "[see http://bank.example/login now (evil.test)](https://evil.test)")]
    [InlineData("[www.bank.example](https://evil.test)", "[www.bank.example (evil.test)](https://evil.test)")]
    [InlineData("[bank.com](https://evil.test)", "[bank.com (evil.test)](https://evil.test)")]
    [InlineData("[**bank.com**/a](https://evil.test)", "[**bank.com**/a (evil.test)](https://evil.test)")]
    [InlineData("[https://bank.com](https://bank.com@evil.test/)", "[https://bank.com (evil.test)](https://bank.com@evil.test/)")]
    [InlineData("[https://bank.com.evil.test](https://evil.test)", "[https://bank.com.evil.test (evil.test)](https://evil.test)")]
    [InlineData("<a href='https://evil.test'>bank.com</a>", "[bank.com (evil.test)](https://evil.test)")]
    [InlineData("[](https://evil.test/a)", "[https://evil.test/a](https://evil.test/a)")]
    [InlineData("[\u200b](https://evil.test/a)", "[https://evil.test/a](https://evil.test/a)")]
    public void Render_LinkThatHidesItsPlace_NamesIt(string text, string shown) => Rendered(text).ShouldBe(shown);

    [Theory]
    [InlineData("[bank.com](https://www.bank.com/login)")]
    [InlineData("[https://bank.com/a](https://bank.com/b)")]
    [InlineData("[README.md](https://git.test/README.md)")]
    [InlineData("[Node.js 22](https://nodejs.org)")]
    [InlineData("[the report](https://files.test/1)")]
    [InlineData("[![logo](https://e.test/l.png)](https://evil.test)")]
    public void Render_HonestLink_StaysAsItIs(string text) => Rendered(text).ShouldBe(text);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<iframe src='https://evil.test'></iframe>")]
    [InlineData("`<script>`")]
    [InlineData("```\n<script>alert(1)</script>\n```")]
    [InlineData("<ScRiPt\n>alert(1)</sCrIpT>")]
    [InlineData("\\<script>")]
    [InlineData("| a |\n|---|\n| <script>x</script> |")]
    [InlineData("<a atId=\"0123456789\">Boss</a> <font onclick=x>y</font>")]
    public void Render_Html_LeavesNoTag(string text) => Rendered(text).ShouldNotMatch("<[a-zA-Z/!]");

    // DingTalk notifies those in "at" only: a name in the text is a name (docs/dingtalk-protocol.md 4.1).
    [Theory]
    [InlineData("@all @所有人 @ALL wake up")]
    [InlineData("@13800000000 @0123456789 call me")]
    [InlineData("{\"at\":{\"isAtAll\":true}}")]
    public void Render_TextThatMentions_NotifiesOnlyWhoIsAnswered(string text)
    {
        foreach (var mentions in new[] { Array.Empty<string>(), ["asker"] })
        {
            var reply = TestLane.Unreachable(TimeProvider.System).Say(text, mentions);
            var message = new MarkdownRenderer(Dialect.With()).Render(reply).ShouldHaveSingleItem().ForWebhook.ShouldBeOfType<MarkdownMessage>();

            (message.AtAll, message.AtMobiles.Count).ShouldBe((false, 0));
            message.AtUserIds.ShouldBe(mentions);
        }
    }

    private static string Rendered(string text) => string.Join('\n', Dialect.With().Render(text));
}
