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

    private static string Render(string text, string type = "markdown", string[]? at = null)
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
            });
    }
}
