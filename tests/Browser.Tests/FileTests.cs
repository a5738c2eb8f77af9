using System.Text.RegularExpressions;
using Browser.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class FileTests(Trial trial)
{
    private const int Limit = 300_000;
    private const string Loaded =
        "sound => new Promise(known => sound.readyState ? known(sound.duration) : sound.onloadedmetadata = () => known(sound.duration))";

    [Fact(Timeout = Limit)]
    public async Task PictureAndFile_Attached_ReachTheBotAndAreShown()
    {
        await using var chat = await trial.OpenAsync();
        await chat.AttachAsync(
            Samples.File("shot.png", "image/png", await Samples.PictureAsync(chat.Page)), Samples.File("plan.txt", "text/plain", "the plan"u8.ToArray()));
        await Expect(chat.Page.Locator(".chip")).ToHaveTextAsync(["picture · shot.png×", "file · plan.txt×"]);

        await chat.SayAsync("have a look");

        await Expect(chat.Mine).ToHaveCountAsync(3);
        await Expect(chat.Page.Locator(".chip")).ToHaveCountAsync(0);
        await ShownAsync(chat.Mine.Locator("img"));
        await Expect(chat.Mine.Nth(2)).ToContainTextAsync("have a look");
        await Expect(chat.Mine.Locator(".good")).ToHaveCountAsync(3);
        await ChatPage.InspectAsync(chat.Mine.Nth(1));
        await Expect(chat.Page.Locator(".exchange.frame")).ToContainTextAsync("\"fileName\": \"plan.txt\"");

        var download = await chat.Page.RunAndWaitForDownloadAsync(() => chat.Mine.Locator(".attachment.file").ClickAsync());
        download.SuggestedFilename.ShouldBe("plan.txt");
        (await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken)).ShouldBe("the plan");
    }

    [Fact(Timeout = Limit)]
    public async Task Voice_Recorded_IsSentWithWhatWasHeard()
    {
        await using var chat = await trial.OpenAsync(options => options.Permissions = ["microphone"]);
        var record = chat.Page.Locator("#record");
        await record.ClickAsync();
        await Expect(record).ToHaveAttributeAsync("aria-pressed", "true");

        // A recording that ends before its first sound cannot be played.
        await Expect(record).ToHaveAttributeAsync("data-seconds", new Regex("[1-9]"));
        await record.ClickAsync();
        await Expect(chat.Page.Locator(".chip")).ToContainTextAsync("voice · voice.webm");
        await Expect(chat.Text).ToHaveAttributeAsync("placeholder", "What is said in it (recognized text)…");

        await chat.HearAsync("turn the light on");

        await Expect(chat.Mine).ToHaveCountAsync(1);

        // A recording does not know how long it is, so its duration is no number.
        await chat.Mine.Locator("audio").EvaluateAsync<string>($"async sound => String(await ({Loaded})(sound))");
        await ChatPage.InspectAsync(chat.Mine);
        await Expect(chat.Page.Locator(".exchange.frame")).ToContainTextAsync("\"recognition\": \"turn the light on\"");
    }

    [Fact(Timeout = Limit)]
    public async Task PictureVoiceAndFile_OfTheBot_AreShown()
    {
        await using var chat = await trial.OpenAsync();
        await chat.Bot.PictureAsync(await Samples.PictureAsync(chat.Page));
        await chat.Bot.VoiceAsync(Samples.Voice());
        await chat.Bot.FileAsync("report.html", "<script>alert(1)</script>"u8.ToArray());

        await ShownAsync(chat.Answers.Locator("img"));
        (await chat.Answers.Locator("audio").EvaluateAsync<double>(Loaded)).ShouldBe(1, 0.1);
        var download = await chat.Page.RunAndWaitForDownloadAsync(() => chat.Answers.Locator(".attachment.file").ClickAsync());
        download.SuggestedFilename.ShouldBe("report.html");
    }

    [Fact(Timeout = Limit)]
    public async Task Picture_OfTheBotInMarkdown_IsShownBelowItsCaption()
    {
        await using var chat = await trial.OpenAsync();

        await chat.Bot.MarkdownPictureAsync("the **map**", "map.png", await Samples.PictureAsync(chat.Page));

        await ShownAsync(chat.Answers.Locator("img"));
        await Expect(chat.Answers.Locator("strong")).ToHaveTextAsync("map");
    }

    [Fact(Timeout = Limit)]
    public async Task File_NotTaken_StaysAsNotSentAndCanBeSentAgain()
    {
        await using var chat = await trial.OpenAsync();
        await chat.Page.RouteAsync("**/emulator/media?**", route => route.AbortAsync());
        await chat.AttachAsync(Samples.File("plan.txt", "text/plain", "the plan"u8.ToArray()));
        await chat.Page.Locator("#send").ClickAsync();
        await Expect(chat.Page.Locator(".failed .bad")).ToHaveTextAsync("Not sent: the emulator does not answer");
        await chat.Page.UnrouteAllAsync();

        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(chat.Mine.Locator(".attachment.file")).ToContainTextAsync("plan.txt");
        await Expect(chat.Page.Locator(".failed")).ToHaveCountAsync(0);
    }

    private static async Task ShownAsync(ILocator picture)
    {
        await Expect(picture).ToBeVisibleAsync();
        await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 280);
    }
}
