using System.Text.Json.Nodes;
using DingTalk.Emulator.Chat;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Tests.Chat;

public sealed class HostileMarkdownTests
{
    private const string Plain = "<p class=\"plain\">";

    // Each is as long as a reply may be; a page renders up to 20,000 of them.
    public static TheoryData<string, string> Hostile => new()
    {
        { "quotes", Many("> ", 9000) },
        { "nested list", string.Concat(Enumerable.Range(0, 130).Select(depth => $"{new string(' ', depth * 2)}- x\n")) },
        { "list markers", Many("- ", 9000) },
        { "brackets", Many("[", 19_000) },
        { "links", Many("[a](", 4900) },
        { "links in links", Many("[", 6000) + Many("](https://e.test)", 800) },
        { "images", Many("![", 9000) },
        { "emphasis", Many("*a **a ", 2800) },
        { "stars", Many("*", 19_000) },
        { "backticks", string.Concat(Enumerable.Range(1, 190).Select(count => new string('`', count) + " ")) + "x" },
        { "table", Many("|", 9000) + "\n" + Many("|-", 4500) },
        { "addresses", Many("https://e.test/(", 1200) },
        { "references", Many("[a]: <", 3000) },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Reply_Hostile_IsShown(string name, string markdown) => Html(markdown).ShouldContain("x", customMessage: name);

    // The parser throws above a depth of 128, but after a time that grows with the square of the depth. An item of a list is two deep, so only quotes
    // show that the parser is not asked.
    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    public void Reply_NestedEndlessly_NeverReachesTheParser(string marker)
    {
        Html(Quoted(63, marker)).ShouldNotStartWith(Plain);

        Html(Quoted(64, marker)).ShouldStartWith(Plain);
        Html(Many(marker, 6000)).ShouldStartWith(Plain);
    }

    [Theory]
    [InlineData("> ", 200)]
    [InlineData("- ", 200)]
    public void Reply_NestedTooDeeply_IsPlainText(string marker, int depth) =>
        Html(Many(marker, depth)).ShouldBe($"{Plain}{Many(marker.Replace(">", "&gt;", StringComparison.Ordinal), depth)}</p>");

    [Fact]
    public void Reply_NestedAsPeopleDo_IsRendered() => Html(Many("> ", 10)).ShouldStartWith("<blockquote>");

    [Fact]
    public void Card_TooLongToRenderOnEveryUpdate_IsPlainText() =>
        Html("**b** " + Many("y", 20_000)).ShouldStartWith($"{Plain}**b** y");

    [Fact]
    public async Task Page_ReplyNestedTooDeeply_StaysLive()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await using var bot = await TestBot.ConnectAsync(emulator);
        using var page = await EventStream.OpenAsync(emulator);
        await emulator.TellAsync("hello");
        var frame = await bot.ReceiveAsync();

        await bot.ReplyAsync(frame, Many("> ", 200));
        await bot.ReplyAsync(frame, "**the next one**");

        (await NextHtmlAsync(page)).ShouldContain("&gt; &gt; ");
        (await NextHtmlAsync(page)).ShouldContain("<strong>the next one</strong>");
    }

    private static async Task<string> NextHtmlAsync(EventStream page)
    {
        JsonNode message;
        do
        {
            message = await page.NextAsync("message");
        }
        while (message["reply"] is null);
        return (string)message["html"]!;
    }

    private static string Html(string text) =>
        new MessageHtml(new ConversationStore())
            .Of(new ReplyEntry { App = "a", ConversationId = "c", Via = "webhook", MsgType = "markdown", Text = text, CallId = "1" });

    private static string Quoted(int depth, string marker) => string.Concat(Enumerable.Repeat("> ", depth)) + marker + "x";

    private static string Many(string part, int count) => string.Concat(Enumerable.Repeat(part, count)) + "x";
}
