using System.Text.RegularExpressions;
using Browser.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class TalkTests(Trial trial)
{
    private const int Limit = 300_000;

    [Fact(Timeout = Limit)]
    public async Task Message_Written_IsAckedAndAnswered()
    {
        await using var chat = await trial.OpenAsync();

        var answer = await chat.HearAsync("how are you?");

        await Expect(chat.Mine.Locator(".good")).ToContainTextAsync("acked in");
        await Expect(answer).ToContainTextAsync("via session webhook");
        await Expect(chat.Page.Locator(".day")).ToHaveTextAsync("Today");
        await Expect(chat.Page.Locator("#list b").First).ToContainTextAsync("PicoClaw");
    }

    [Fact(Timeout = Limit)]
    public async Task Answer_InAnotherChat_IsCountedUntilItIsSeen()
    {
        await using var chat = await trial.OpenAsync();
        await chat.HearAsync("here");
        await chat.Page.Locator("#group").ClickAsync();
        await chat.Bot.MarkdownAsync("one");
        await chat.Bot.MarkdownAsync("two");

        var unread = chat.Page.Locator("#list .unread");
        await Expect(unread).ToHaveTextAsync("2");
        await Expect(chat.Page).ToHaveTitleAsync("(2) DingTalk emulator");
        await chat.Page.ReloadAsync();
        await Expect(chat.Page.Locator(".msg.bot")).ToHaveCountAsync(0);
        await Expect(unread).ToHaveTextAsync("2");
        await chat.Page.Locator("#list button").ClickAsync();

        await Expect(unread).ToHaveCountAsync(0);
        await Expect(chat.Page).ToHaveTitleAsync("DingTalk emulator");
    }

    [Fact(Timeout = Limit)]
    public async Task Answer_Quoted_ReachesTheBotWithItsKey()
    {
        await using var chat = await trial.OpenAsync();
        await chat.Bot.MarkdownAsync("the original");
        await chat.Answers.GetByRole(AriaRole.Button, new() { Name = "Quote" }).ClickAsync();
        await Expect(chat.Page.Locator("#quoting")).ToContainTextAsync("PicoClaw: From the bot");

        await chat.SayAsync("and this?");

        await Expect(chat.Mine.Locator(".quoted")).ToHaveTextAsync("the original");
        await Expect(chat.Page.Locator("#quoting")).ToBeHiddenAsync();
        await ChatPage.InspectAsync(chat.Mine);
        await Expect(chat.Page.Locator(".exchange.frame")).ToContainTextAsync("\"originalProcessQueryKey\": \"pqk-");
    }

    [Fact(Timeout = Limit)]
    public async Task OwnMessage_Quoted_ReachesTheBotWithItsText()
    {
        await using var chat = await trial.OpenAsync();
        await chat.HearAsync("first words");
        await chat.Mine.GetByRole(AriaRole.Button, new() { Name = "Quote" }).ClickAsync();

        await chat.SayAsync("what did I mean?");

        await Expect(chat.Answers.Last).ToContainTextAsync("first words");
        await Expect(chat.Answers.Last).ToContainTextAsync("what did I mean?");
    }

    [Fact(Timeout = Limit)]
    public async Task DraftAndSelection_WhileMessagesComeIn_Stay()
    {
        await using var chat = await trial.OpenAsync();
        var answer = await chat.HearAsync("keep me");
        await chat.Text.FillAsync("half a sentence");
        await answer.Locator("li").SelectTextAsync();
        await chat.Bot.MarkdownAsync("news");
        await Expect(chat.Answers).ToHaveCountAsync(2);

        await Expect(chat.Text).ToHaveValueAsync("half a sentence");
        (await chat.Page.EvaluateAsync<string>("getSelection().toString().trim()")).ShouldBe("keep me");
        await chat.Page.Locator("#group").ClickAsync();
        await Expect(chat.Text).ToHaveValueAsync("");
        await chat.Page.Locator("#direct").ClickAsync();
        await Expect(chat.Text).ToHaveValueAsync("half a sentence");
    }

    [Fact(Timeout = Limit)]
    public async Task People_InAGroup_AreToldApart()
    {
        await using var chat = await trial.OpenAsync();
        await chat.Page.Locator("#group").ClickAsync();
        await chat.HearAsync("from Lin");
        await chat.Page.Locator("#people .add").ClickAsync();
        await chat.Page.Locator("#name").FillAsync("张伟");
        await chat.Text.FocusAsync();

        await chat.HearAsync("from Zhang Wei");

        await Expect(chat.Page.Locator(".msg.other .who")).ToHaveTextAsync("Lin");
        await Expect(chat.Mine.Locator(".avatar")).ToHaveTextAsync("张伟");
        await Expect(chat.Page.Locator("#list button")).ToHaveCountAsync(1);
    }

    [Fact(Timeout = Limit)]
    public async Task Language_Switched_ChangesAllAndIsRemembered()
    {
        await using var chat = await trial.OpenAsync();
        await chat.HearAsync("hello");
        await chat.Page.Locator("#language").ClickAsync();

        await Expect(chat.Page.Locator("#send")).ToHaveTextAsync("发送");
        await Expect(chat.Page.Locator(".day")).ToHaveTextAsync("今天");
        await Expect(chat.Page).ToHaveTitleAsync("钉钉 模拟器");
        await Expect(chat.Mine.Locator(".good")).ToHaveTextAsync(new Regex("毫秒后应答"));
        await chat.Page.ReloadAsync();
        await Expect(chat.Page.Locator("#status")).ToHaveTextAsync("机器人已连接");
        (await chat.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("zh-CN");
    }

    [Fact(Timeout = Limit)]
    public async Task Code_Copied_IsInTheClipboard()
    {
        await using var chat = await trial.OpenAsync();
        await chat.Bot.MarkdownAsync("```\nif (a < b && c) { }\n```");
        var button = chat.Answers.Locator(".copy");

        // It says so for a moment only, which a slow machine may miss.
        await button.EvaluateAsync("node => new MutationObserver(() => { node.dataset.said ??= node.textContent; }).observe(node, { childList: true })");
        await button.ClickAsync();

        await Expect(button).ToHaveAttributeAsync("data-said", "Copied");
        (await chat.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).TrimEnd().ShouldBe("if (a < b && c) { }");
    }

    [Fact(Timeout = Limit)]
    public async Task ModelOutput_WithMarkup_StaysText()
    {
        await using var chat = await trial.OpenAsync();
        await chat.Bot.MarkdownAsync(
            "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> [click](javascript:alert(1)) **end**");

        await Expect(chat.Answers.Locator("strong")).ToHaveTextAsync("end");

        await Expect(chat.Answers.Locator("img, script, a")).ToHaveCountAsync(0);
        await Expect(chat.Page).ToHaveTitleAsync("DingTalk emulator");
    }
}
