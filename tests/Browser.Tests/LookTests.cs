using Browser.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

// The page in both themes and widths: no barrier for people who cannot see or point well, nothing wider than the window, and screenshots to look at.
public sealed class LookTests(Trial trial)
{
    private const int Limit = 300_000;
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

    [Theory(Timeout = Limit)]
    [InlineData("light", "wide")]
    [InlineData("light", "phone")]
    [InlineData("dark", "wide")]
    [InlineData("dark", "phone")]
    public async Task Page_InEveryLook_HasNoBarrierAndFits(string theme, string width)
    {
        await using var chat = await trial.OpenAsync(options =>
        {
            options.ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light;
            options.ViewportSize = width == "phone" ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 };
        });
        await ShowAsync(chat, $"empty-{width}-{theme}");
        await TalkAsync(chat);
        await ShowAsync(chat, $"chat-{width}-{theme}");
        await chat.Page.Locator("#fault-menu").ClickAsync();
        await chat.Page.Locator("[data-fault=sendStatus]").ClickAsync();
        await Expect(chat.Page.Locator(".armed")).ToHaveCountAsync(1);
        await ShowAsync(chat, $"faults-{width}-{theme}");
        await chat.Page.Locator("#clear-faults").ClickAsync();
        await chat.Page.Locator("#fault-menu").ClickAsync();
        await ChatPage.InspectAsync(chat.Mine.First);
        await Expect(chat.Page.Locator(".exchange.call").Filter(new() { HasText = "/robot/sendBySession" })).ToBeVisibleAsync();
        await ShowAsync(chat, $"json-{width}-{theme}");
        await chat.Page.Locator("#close-exchanges").ClickAsync();
        await chat.Page.Locator("#language").EvaluateAsync("button => button.click()");
        if (width == "phone")
        {
            await chat.Page.Locator("#menu").ClickAsync();
        }

        await Expect(chat.Page.Locator("#list button").First).ToBeInViewportAsync();
        await ShowAsync(chat, $"chinese-{width}-{theme}");
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
    }

    private static async Task ShowAsync(ChatPage chat, string name)
    {
        await chat.Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, $"{name}.png") });
        var excess = await chat.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        excess.ShouldBeLessThanOrEqualTo(0, $"{name} is wider than the window");
        (await chat.BarriersAsync()).ShouldBeEmpty(name);
    }
}
