using System.Text.RegularExpressions;
using Browser.Tests.Running;
using Harness.Agents;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

// The whole way: a model speaks, and a person sees the card grow, stops it, and says what they think of it.
public sealed partial class LiveCardTests(Trial trial)
{
    private const int Limit = 300_000;
    private readonly HeldSpeech _speech = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Answer_GrowsOnItsCard_IsRated_AndTheNextOneIsStopped()
    {
        // The first question is answered as the test goes on, the second without end.
        await using var bot = await LiveBot.StartAsync(
            (call, gone) => call.Said.Contains(new Token(1, 1)) ? _speech.SpeakAsync(call, gone) : Speech.WithoutEnd(call, gone));
        await using var chat = await trial.OpenAsync(bot.Emulator.Address);
        await chat.SayAsync("How long does a deployment take? [c1.1]");
        await Expect(chat.Answers).ToHaveClassAsync("msg bot generating");
        await ShowAsync(chat, "begins");

        await _speech.SayAsync("It starts with the **database**, ", Stop);
        await Expect(chat.Answers.Locator("strong")).ToHaveTextAsync("database");
        await Expect(chat.Answers).ToHaveClassAsync("msg bot generating");
        await ShowAsync(chat, "grows");
        await _speech.SayAsync("which takes *four minutes*. ", Stop);
        await Expect(chat.Answers.Locator("em")).ToHaveTextAsync("four minutes");
        _speech.End();

        await Expect(chat.Answers).ToHaveClassAsync("msg bot");
        await Expect(chat.Answers.Locator(".bubble")).ToContainTextAsync("It starts with the database, which takes four minutes. scripted heard [c1.1]");
        await chat.Answers.GetByRole(AriaRole.Button, new() { Name = "Good answer" }).ClickAsync();
        await ShowAsync(chat, "ends");
        while (!RatedUp().IsMatch(await bot.MetricsAsync(Stop)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Stop);
        }

        await chat.SayAsync("And to the other environment? [c1.2]");
        await Expect(chat.Answers).ToHaveCountAsync(2);
        await Expect(chat.Answers.Last.Locator(".bubble")).ToContainTextAsync("word 1");
        await chat.Answers.Last.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(chat.Answers.Last).ToHaveClassAsync("msg bot");
        await Expect(chat.Answers.Last.Locator(".bubble")).ToContainTextAsync("Stopped.");
        await Expect(chat.Answers.Last.Locator(".bubble")).ToContainTextAsync("word 1");
        await Expect(chat.Answers.Last.GetByRole(AriaRole.Button, new() { Name = "Stop" })).ToHaveCountAsync(0);
        await ShowAsync(chat, "stopped");
        bot.Model.Calls.Single(call => call.Said.Contains(new Token(1, 2))).Answered.ShouldBeFalse();
    }

    [GeneratedRegex("""^picoclaw_agent_feedback\S*\{[^}]*"up"[^}]*\} 1""", RegexOptions.Multiline)]
    private static partial Regex RatedUp();

    private static Task ShowAsync(ChatPage chat, string scene) =>
        chat.Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, $"live-{scene}.png") });
}
