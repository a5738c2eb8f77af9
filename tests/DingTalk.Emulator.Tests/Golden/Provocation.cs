using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Golden;

// An emulator that sends a golden frame to a bot.
internal sealed class Provocation : IAsyncDisposable
{
    private Provocation(TestEmulator emulator, TestBot bot, JsonNode sent) => (Emulator, Bot, Sent) = (emulator, bot, sent);

    public TestEmulator Emulator { get; }

    public TestBot Bot { get; }

    public JsonNode Sent { get; }

    public static async Task<Provocation> StartAsync(JsonNode golden)
    {
        var (provoke, expected) = (golden["provoke"]!, golden["frame"]!);
        var emulator = await TestEmulator.StartAsync(
            options => options.SendLegacySystem = (bool?)provoke["options"]?["sendLegacySystem"] ?? false);
        var (type, topic) = ((string)expected["type"]!, (string?)expected["headers"]?["topic"]);
        var bot = type == "EVENT" ? await TestBot.ConnectAsync(emulator, topic: "*", type: "EVENT")
            : type == "CALLBACK" && topic is not null ? await TestBot.ConnectAsync(emulator, topic: topic)
            : await TestBot.ConnectAsync(emulator);
        if (provoke["path"] is { } path)
        {
            var answer = await emulator.PostAsync((string)path!, provoke["body"]!);
            answer.Status.ShouldBe(200, answer.Body);
        }

        emulator.Time.Advance(TimeSpan.FromSeconds((int?)provoke["advanceSeconds"] ?? 0));

        // The older dialect sends additional frames, so the expected one may not be the first.
        JsonNode sent;
        do
        {
            sent = await bot.ReceiveAsync();
        }
        while (type == "SYSTEM" && (string?)sent["headers"]?["topic"] != topic);
        return new Provocation(emulator, bot, sent);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Emulator.DisposeAsync();
    }
}
