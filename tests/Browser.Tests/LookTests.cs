using Browser.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

// The page in both themes and widths: no barrier for people who cannot see or point well, nothing wider than the window, and screenshots to look at.
public sealed class LookTests(Trial trial)
{
    private const int Limit = 300_000;
    private static readonly Look[] Looks =
    [
        new("wide-light", 1280, ColorScheme.Light), new("wide-dark", 1280, ColorScheme.Dark),
        new("phone-light", 390, ColorScheme.Light), new("phone-dark", 390, ColorScheme.Dark),
    ];

    private const string Sample = """
        ### Three things

        1. **Answer** questions
        2. Run `tools`

        > as somebody said

        ```csharp
        var answer = await model.GetResponseAsync(question, cancellationToken);
        ```

        | city | today | tomorrow |
        |---|---|---|
        | 杭州 | 晴 18° | 小雨 14° |
        | Beijing | windy | sunny |

        [more](https://example.com)
        """;

    [Fact(Timeout = Limit)]
    public async Task Page_InEveryLook_HasNoBarrierAndFits()
    {
        await using var chat = await trial.OpenAsync();
        var faults = chat.Page.Locator("#fault-menu");
        await LookAsync(chat, "empty");
        await Looks[0].TakeAsync(chat.Page);
        await TalkAsync(chat);
        await LookAsync(chat, "chat");
        await BarriersAsync(chat, "chat");
        await CardsAsync(chat);
        await LookAsync(chat, "cards");
        await BarriersAsync(chat, "cards");

        await faults.ClickAsync();
        await chat.Page.Locator("[data-fault=sendStatus]").ClickAsync();
        await Expect(chat.Page.Locator(".armed")).ToHaveCountAsync(1);
        await LookAsync(chat, "faults");
        await BarriersAsync(chat, "faults");
        await chat.Page.Locator("#clear-faults").ClickAsync();
        await faults.ClickAsync();

        await ChatPage.InspectAsync(chat.Mine.First);
        await Expect(chat.Page.Locator(".exchange.call").Filter(new() { HasText = "/robot/sendBySession" })).ToBeVisibleAsync();
        await LookAsync(chat, "json");
        await BarriersAsync(chat, "json");
        await chat.Page.Locator("#close-exchanges").ClickAsync();

        await Looks[0].TakeAsync(chat.Page);
        await chat.Page.Locator("#language").ClickAsync();
        await LookAsync(chat, "chinese");
        await chat.Page.Locator("#menu").ClickAsync(); // the last look is a phone
        await ShowAsync(chat, "side-phone-dark");
    }

    // Everything that a chat can hold.
    private static async Task TalkAsync(ChatPage chat)
    {
        await chat.HearAsync("Hello! What can you do?");
        await chat.Bot.MarkdownAsync(Sample);
        await chat.Bot.PictureAsync(await Samples.PictureAsync(chat.Page));
        await chat.Bot.FileAsync("report.pdf", "%PDF-"u8.ToArray());
        await Expect(chat.Answers).ToHaveCountAsync(4);
        await chat.AttachAsync(Samples.File("voice.wav", "audio/wav", Samples.Voice()));
        await chat.SayAsync("明天杭州的天气怎么样？");
        await Expect(chat.Answers).ToHaveCountAsync(5);
        await chat.Page.Locator("#fault-menu").ClickAsync();
        await chat.Page.Locator("[data-fault=sendErrcode]").ClickAsync();
        await chat.Page.Locator("#fault-menu").ClickAsync();
        await chat.Mine.First.GetByRole(AriaRole.Button, new() { Name = "Quote" }).ClickAsync();
        await chat.SayAsync("And how long would a deployment to the staging environment take?");
        await Expect(chat.Page.Locator(".notice.bad")).ToBeVisibleAsync();
        await Expect(chat.Mine.Locator(".good")).ToHaveCountAsync(3);
        await chat.Bot.HearInGroupAsync("张伟", "项目群", "大家下午好，今天的发布顺利吗？");
        await Expect(chat.Page.Locator("#list .unread")).ToHaveTextAsync("1");
    }

    // A form, a card with thumbs, and one that is generating and has buttons.
    private static async Task CardsAsync(ChatPage chat)
    {
        await Looks[0].TakeAsync(chat.Page);
        await chat.Bot.CardAsync($"{chat.Bot.User}-form", new()
        {
            ["question_title"] = "Which environment?",
            ["question_id"] = "q1",
            ["card_status"] = "pending",
            ["form"] = """{"fields":[{"name":"env","label":"Environment","type":"SELECT","options":["staging","live"]},{"name":"why","type":"TEXT_AREA"}]}""",
        });
        await chat.Bot.CardAsync($"{chat.Bot.User}-done", new() { ["flowStatus"] = "3", ["content"] = "The deployment takes **4 minutes**." });
        await chat.Bot.CardAsync($"{chat.Bot.User}-open", new()
        {
            ["stop_action"] = "true",
            ["btns"] = """[{"text":"Details","event":{"params":{"actionId":"more"}}},{"text":"Later","status":"disabled"}]""",
        });
        await chat.Bot.StreamAsync($"{chat.Bot.User}-open", "It starts with the database");
        await chat.Answers.GetByRole(AriaRole.Button, new() { Name = "Bad answer" }).ClickAsync();
        await Expect(chat.Page.Locator(".generating strong, .generating .card-state.inputting")).ToHaveCountAsync(1);
    }

    private static async Task LookAsync(ChatPage chat, string scene)
    {
        foreach (var look in Looks)
        {
            await look.TakeAsync(chat.Page);
            await ShowAsync(chat, $"{scene}-{look.Name}");
        }
    }

    private static async Task BarriersAsync(ChatPage chat, string scene)
    {
        foreach (var look in Looks)
        {
            await look.TakeAsync(chat.Page);
            (await chat.BarriersAsync()).ShouldBeEmpty($"{scene}-{look.Name}");
        }
    }

    private static async Task ShowAsync(ChatPage chat, string name)
    {
        await chat.Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, $"{name}.png") });
        var excess = await chat.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        excess.ShouldBeLessThanOrEqualTo(0, $"{name} is wider than the window");
    }
}
