using Browser.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class FaultTests(Trial trial)
{
    private const int Limit = 300_000;

    [Fact(Timeout = Limit)]
    public async Task Fault_ArmedByItsButton_IsShownHitsASendAndIsGone()
    {
        await using var chat = await trial.OpenAsync();
        await chat.Page.Locator("#fault-menu").ClickAsync();
        var refuse = chat.Page.Locator("[data-fault=sendErrcode]");
        await refuse.ClickAsync();
        await Expect(refuse).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(refuse).ToBeFocusedAsync();
        await Expect(chat.Page.Locator("#fault-list")).ToContainTextAsync("sendErrcode 430101 (1 left)");

        await chat.SayAsync("this will be refused");

        await Expect(chat.Page.Locator(".notice.bad")).ToContainTextAsync("A send of the bot was refused: webhook answered 430101 (HTTP 200)");
        await Expect(refuse).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(chat.Page.Locator("#faults")).ToBeHiddenAsync();
        await ChatPage.InspectAsync(chat.Page.Locator(".notice.bad"));
        await Expect(chat.Page.Locator(".exchange.call .bad").First).ToContainTextAsync("200");
        await Expect(chat.Page.Locator(".exchange.call").First).ToContainTextAsync("\"errcode\": 430101");
    }

    [Fact(Timeout = Limit)]
    public async Task Fault_UntilCleared_IsClearedByItself()
    {
        await using var chat = await trial.OpenAsync();
        await chat.Page.Locator("#fault-menu").ClickAsync();
        await chat.Page.Locator("#fault-count").SelectOptionAsync("");
        await chat.Page.Locator("[data-fault=latencyMs]").ClickAsync();
        await chat.Page.Locator("[data-fault=sendStatus]").ClickAsync();
        await Expect(chat.Page.Locator(".armed")).ToHaveTextAsync(["sendStatus 500×", "latencyMs 3000×"]);

        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Clear sendStatus" }).ClickAsync();

        await Expect(chat.Page.Locator(".armed")).ToHaveTextAsync(["latencyMs 3000×"]);
        await chat.Page.Locator("[data-fault=latencyMs]").ClickAsync();
        await Expect(chat.Page.Locator("#faults")).ToBeHiddenAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task Buttons_InBothLanguages_AreNamedApart()
    {
        await using var chat = await trial.OpenAsync();
        await chat.Page.Locator("#fault-menu").ClickAsync();
        var names = chat.Page.Locator(".fault span");
        var english = await names.AllInnerTextsAsync();

        await chat.Page.Locator("#language").ClickAsync();

        await Expect(names.First).ToHaveTextAsync("要求重连");
        var chinese = await names.AllInnerTextsAsync();
        chinese.ShouldBeUnique();
        english.ShouldBeUnique();
        english.Concat(chinese).ShouldAllBe(name => name.Length > 0);
        english.Intersect(chinese).ShouldBeEmpty();
    }

    [Fact(Timeout = Limit)]
    public async Task Connection_BrokenByItsButton_ComesBack()
    {
        await using var chat = await trial.OpenAsync();
        await chat.Page.Locator("#fault-menu").ClickAsync();
        await chat.Page.Locator("[data-fault=dropLinks]").ClickAsync();
        await Expect(chat.Page.Locator("#fault-note")).ToHaveTextAsync("Done: Break the connection");

        await chat.HearAsync("are you back?");
    }

    [Fact(Timeout = Limit)]
    public async Task Message_Inspected_ShowsFrameAckAndCall()
    {
        await using var chat = await trial.OpenAsync();
        await chat.HearAsync("look inside");
        await ChatPage.InspectAsync(chat.Mine);
        var exchanges = chat.Page.Locator(".exchange");

        await Expect(exchanges).ToHaveCountAsync(3);
        await Expect(exchanges.Nth(0)).ToContainTextAsync("\"topic\": \"/v1.0/im/bot/messages/get\"");
        await Expect(exchanges.Nth(0)).ToContainTextAsync("\"content\": \"look inside\"");
        await Expect(chat.Page.Locator(".exchange.ack")).ToContainTextAsync("\"code\": 200");
        await Expect(chat.Page.Locator(".exchange.call")).ToContainTextAsync("POST /robot/sendBySession");
        await Expect(chat.Page.Locator(".exchange.call")).ToContainTextAsync("\"errmsg\": \"ok\"");
        await chat.Page.Keyboard.PressAsync("Escape");
        await Expect(chat.Page.Locator("#exchanges")).ToBeHiddenAsync();
        await Expect(chat.Mine.GetByRole(AriaRole.Button, new() { Name = "JSON" })).ToBeFocusedAsync();
    }
}
