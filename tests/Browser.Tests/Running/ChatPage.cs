using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Running;

// The chat page in a window of its own, with the habits of the one who uses it.
internal sealed class ChatPage : IAsyncDisposable
{
    public const int Patience = 60_000;

    private readonly List<string> _complaints = [];

    private ChatPage(IPage page, Bot bot) => (Page, Bot) = (page, bot);

    public IPage Page { get; }

    public Bot Bot { get; }

    public ILocator Text => Page.Locator("#text");

    public ILocator Mine => Page.Locator(".msg.me");

    public ILocator Answers => Page.Locator(".msg.bot");

    public static async Task<ChatPage> OpenAsync(IBrowserContext context, Bot bot)
    {
        context.SetDefaultTimeout(Patience);
        var chat = new ChatPage(await context.NewPageAsync(), bot);
        chat.Page.PageError += (_, error) => chat._complaints.Add(error);
        chat.Page.Console += (_, line) =>
        {
            // What the emulator refuses is for the page to tell.
            if (line.Type == "error" && !line.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                chat._complaints.Add(line.Text);
            }
        };
        await chat.Page.GotoAsync($"/#me={bot.User}&name=Lin");
        await Expect(chat.Page.Locator("#status")).ToHaveClassAsync("status on");
        return chat;
    }

    public async Task SayAsync(string text)
    {
        await Text.FillAsync(text);
        await Text.PressAsync("Enter");
    }

    // Says it and waits until the bot has repeated it.
    public async Task<ILocator> HearAsync(string text)
    {
        await SayAsync(text);
        var answer = Answers.Filter(new() { HasText = text });
        await Expect(answer).ToBeVisibleAsync();
        return answer;
    }

    public Task AttachAsync(params IEnumerable<FilePayload> files) => Page.Locator("#files").SetInputFilesAsync(files);

    public static Task InspectAsync(ILocator message) => message.GetByRole(AriaRole.Button, new() { Name = "JSON" }).ClickAsync();

    // What axe calls serious or critical, by rule and place.
    public async Task<IReadOnlyList<string>> BarriersAsync() =>
    [
        .. from violation in (await Page.RunAxe()).Violations
           where violation.Impact is "serious" or "critical"
           from node in violation.Nodes
           select $"{violation.Id}: {node.Target} {node.Html}",
    ];

    // A page that stumbles is a failure of any test.
    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        _complaints.ShouldBeEmpty();
    }
}
