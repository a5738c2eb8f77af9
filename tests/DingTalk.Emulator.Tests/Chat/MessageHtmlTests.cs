using DingTalk.Emulator.Chat;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Tests.Chat;

public sealed class MessageHtmlTests
{
    [Fact]
    public void Markdown_IsRendered()
    {
        var html = Render("### T\n\n**b** and `c`\n\n| a | b |\n|:---|:---|\n| 1 | 2 |\n\n```\nx < y\n```");

        html.ShouldContain("<h3>T</h3>");
        html.ShouldContain("<strong>b</strong>");
        html.ShouldContain("<table>");
        html.ShouldNotContain("style=");
        html.ShouldContain("x &lt; y");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("x <img src=x onerror=alert(1)> y")]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](JaVaScRiPt:alert(1))")]
    [InlineData("[a](data:text/html,<script>alert(1)</script>)")]
    [InlineData("[a](vbscript:x)")]
    [InlineData("[a](/emulator/reset)")]
    [InlineData("[a][1]\n\n[1]: javascript:alert(1)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<someone@e.test> and mailto:someone@e.test and ftp://e.test/x")]
    [InlineData("![a](javascript:alert(1))")]
    [InlineData("![a](https://e.test/p.png)")]
    [InlineData("![a\"onerror=\"alert(1)](https://e.test/p.png)")]
    [InlineData("[a](https://e.test/\"onmouseover=\"alert(1))")]
    [InlineData("| <b onclick=x> |\n|---|\n| <svg/onload=alert(1)> |")]
    public void Markdown_Hostile_HasNoScriptPictureOrUnsafeLink(string markdown)
    {
        var html = Render(markdown);

        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
        html.ShouldNotContain("<svg");
        html.ShouldNotContain("<b onclick");
        html.ShouldNotMatch("<[^>]*\\son\\w+=");
        html.ShouldNotMatch("href=\"(?!https?:|dingtalk:)");
    }

    [Fact]
    public void Picture_OfAMediaId_IsTheUploadedFile() =>
        Render("![a <b>](@lAD01\"onerror=)").ShouldBe("<p><img src=\"/emulator/media?id=%40lAD01%22onerror%3D\" alt=\"a &lt;b&gt;\" /></p>\n");

    [Theory]
    [InlineData("[a](https://e.test/x)", "https://e.test/x")]
    [InlineData("[a](http://e.test)", "http://e.test")]
    [InlineData("[a](dingtalk://x?route=y)", "dingtalk://x?route=y")]
    [InlineData("see https://e.test/auto now", "https://e.test/auto")]
    public void Link_AllowedScheme_OpensInANewTab(string markdown, string url)
    {
        var html = Render(markdown);

        html.ShouldContain($"href=\"{url}\"");
        html.ShouldContain("rel=\"noopener noreferrer\"");
    }

    [Theory]
    [InlineData("[Stop](dtmd://dingtalkclient/sendMessage?content=%2Fstop)", "/stop")]
    [InlineData("[👍](dtmd://dingtalkclient/sendMessage?content=%F0%9F%91%8D%207&x=y)", "👍 7")]
    [InlineData("[a](dtmd://dingtalkclient/sendMessage?content=%22%3E%3Cb%3E)", "&quot;&gt;&lt;b&gt;")]
    public void DtmdLink_OfAMessage_SaysItsText(string markdown, string said)
    {
        Render(markdown).ShouldContain($"<a href=\"#\" data-say=\"{said}\">");
    }

    [Theory]
    [InlineData("[a](dtmd://dingtalkClient/sendMessage?content=x)")]
    [InlineData("[a](dtmd://dingtalkclient/openUrl?content=x)")]
    [InlineData("[a](dtmd://dingtalkclient/sendMessage?content=)")]
    [InlineData("[a](dtmd://dingtalkclient/sendMessage)")]
    [InlineData("[a](https://e.test/?dtmd://dingtalkclient/sendMessage?content=x)")]
    public void DtmdLink_OfAnyOtherKind_SaysNothing(string markdown)
    {
        Render(markdown).ShouldNotContain("data-say");
    }

    [Fact]
    public void DtmdLink_InACard_SaysNothing()
    {
        Card("[Stop](dtmd://dingtalkclient/sendMessage?content=%2Fstop)").ShouldBe("<p>Stop</p>\n");
    }

    [Theory]
    [InlineData("<a atId=u1>Lin</a>", "<p><span class=\"at\">@Lin</span></p>\n")]
    [InlineData("<a atId=\"u1\">Lin</a>", "<p><span class=\"at\">@Lin</span></p>\n")]
    [InlineData("<a atId=u2>Lin</a>", "<p>Lin</p>\n")]
    [InlineData("<a atId=u1><b>Lin</b></a>", "<p><span class=\"at\">@&lt;b&gt;Lin&lt;/b&gt;</span></p>\n")]
    [InlineData("<a atId=u1 href=x>Lin</a>", "<p>&lt;a atId=u1 href=x&gt;Lin&lt;/a&gt;</p>\n")]
    public void CardMention_ListedIsShownAsAMention_OthersByName(string markdown, string html)
    {
        Card(markdown).ShouldBe(html);
    }

    [Fact]
    public void CardMention_InsideAnAttribute_StaysThere()
    {
        Card("[t](https://e.test \"<a atId=u1>x</a>\")").ShouldContain("title=\"&lt;a atId=u1&gt;x&lt;/a&gt;\"");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("sampleText")]
    public void Text_HasNoMarkupAtAll(string type)
    {
        Render("**b** <i>x</i>", type).ShouldBe("<p class=\"plain\">**b** &lt;i&gt;x&lt;/i&gt;</p>");
    }

    [Fact]
    public void Mention_ListedAndWritten_IsShownAsTheName()
    {
        var html = Render("@u1 and @u2 [l](https://e.test/@u1)", at: ["u1"]);

        html.ShouldContain("<span class=\"at\">@Li &lt;Lei&gt;</span> and @u2");
        html.ShouldContain("href=\"https://e.test/@u1\"");
    }

    private static string Card(string text) => Render(
        text, "card", ["u1"], new CardView("trk-1", "t") { State = "finished", Params = new Dictionary<string, string>() });

    private static string Render(string text, string type = "markdown", string[]? at = null, CardView? card = null)
    {
        var conversations = new ConversationStore();
        conversations.Record(new EmulatorApp { ClientId = "a" }, "1", "cid", "u1", "Li <Lei>");
        return new MessageHtml(conversations).Of(
            new ReplyEntry
            {
                App = "a",
                ConversationId = "c",
                Via = "webhook",
                MsgType = type,
                Text = text,
                CallId = "1",
                AtUserIds = at ?? [],
                Card = card,
            });
    }
}
