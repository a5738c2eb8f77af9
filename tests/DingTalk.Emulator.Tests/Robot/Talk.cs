using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Robot;

// An emulator, a bot, and one message to it with its webhook.
internal sealed class Talk : IAsyncDisposable
{
    private readonly TestBot _bot;
    private readonly JsonNode _frame;

    private Talk(TestEmulator emulator, TestBot bot, JsonNode frame)
    {
        Emulator = emulator;
        _bot = bot;
        _frame = frame;
    }

    public TestEmulator Emulator { get; }

    public string Webhook => TestBot.Webhook(_frame);

    public string ConversationId => (string)TestBot.Data(_frame)["conversationId"]!;

    public long ExpiresAt => (long)TestBot.Data(_frame)["sessionWebhookExpiredTime"]!;

    public static async Task<Talk> StartAsync(Action<EmulatorOptions>? configure = null)
    {
        var emulator = await TestEmulator.StartAsync(options =>
        {
            options.SystemPingInterval = TimeSpan.FromDays(30);
            options.RedeliverMax = 0;
            configure?.Invoke(options);
        });
        var bot = await TestBot.ConnectAsync(emulator);
        await emulator.TellAsync("hi");
        return new Talk(emulator, bot, await bot.ReceiveAsync());
    }

    public Task<Answer> SendAsync(string body) => Emulator.PostTextAsync(Webhook, body);

    // Sends another message and returns its webhook.
    public async Task<string> OtherAsync(JsonObject said)
    {
        await Emulator.TellAsync("other", said);
        return TestBot.Webhook(await _bot.ReceiveAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await Emulator.DisposeAsync();
    }
}
