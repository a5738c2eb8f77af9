using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using Harness.Processes;

namespace Load.Startup;

/// <summary>Starts the bot in one process or in three, and sends it one message.</summary>
internal static class Bots
{
    public const int Messages = 200;

    private const string ClientId = "dingload";
    private const string ClientSecret = "secret-of-load";
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    public static async Task<Sample> GatewayAsync(Variant variant)
    {
        var emulator = new Uri($"http://127.0.0.1:{TestHome.FreePort()}");
        var watch = Stopwatch.StartNew();
        var home = new TestHome();
        var process = variant.Start("PicoClaw.Gateway", "picoclaw", ["gateway", "--emulator", emulator.ToString()], home.Environment);
        await using var gateway = new Part("gateway", home, process);
        return await MeasureAsync(watch, emulator, [gateway]);
    }

    public static async Task<Sample> ServicesAsync(Variant variant, Server broker, Server postgres)
    {
        await using var emulator = await EmulatorHost.StartAsync(
            new EmulatorOptions { Url = "http://127.0.0.1:0", Apps = [new EmulatorApp { ClientId = ClientId, ClientSecret = ClientSecret }] });
        var watch = Stopwatch.StartNew();
        await using var egress = Service("egress", "PicoClaw.Egress");
        await using var agent = Service("agent", "PicoClaw.Agent");
        await using var ingress = Service("ingress", "PicoClaw.Ingress");
        return await MeasureAsync(watch, emulator.Address, [ingress, agent, egress]);

        Part Service(string name, string service)
        {
            var home = new TestHome();
            home.Write(Config(emulator.Address));
            return new Part(name, home, variant.Start(
                service, service, [],
                [
                    .. home.Environment,
                    new("PICOCLAW_BROKER", broker.Address),
                    new("PICOCLAW_STORE", postgres.Address),
                    new("ASPNETCORE_URLS", home.Health.ToString()),
                ]));
        }
    }

    private static async Task<Sample> MeasureAsync(Stopwatch watch, Uri emulator, IReadOnlyList<Part> parts)
    {
        await Task.WhenAll(parts.Select(part => part.ReadyAsync()));
        var ready = watch.Elapsed;
        using var http = new HttpClient { BaseAddress = emulator };
        await SayAsync(http, "first");
        var (answer, cpu) = (watch.Elapsed, parts.Sum(part => part.Cpu.TotalSeconds));
        await Task.Delay(Quiet, TimeProvider.System);
        var idle = MemoryOf(parts);
        for (var i = 0; i < Messages; i++)
        {
            // Each from a user of its own, because DingTalk takes 20 a minute in a conversation.
            await SayAsync(http, $"user{i}");
        }

        return new Sample(ready.TotalSeconds, answer.TotalSeconds, cpu, idle, MemoryOf(parts));
    }

    private static Dictionary<string, Memory> MemoryOf(IReadOnlyList<Part> parts) => parts.ToDictionary(part => part.Name, part => part.Memory);

    private static async Task SayAsync(HttpClient http, string user)
    {
        using var said = await http.PostAsJsonAsync("/emulator/say", new { text = "hello", senderStaffId = user, senderNick = user });
        var replies = (await said.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("replies");
        if (replies.GetArrayLength() != 1)
        {
            throw new InvalidOperationException($"{replies.GetArrayLength()} replies instead of one");
        }
    }

    private static JsonObject Config(Uri dingTalk) => new()
    {
        ["version"] = 3,
        ["channel_list"] = new JsonObject
        {
            ["acme"] = new JsonObject
            {
                ["enabled"] = true,
                ["type"] = "dingtalk",
                ["allow_from"] = new JsonArray("*"),
                ["settings"] = new JsonObject
                {
                    ["client_id"] = ClientId,
                    ["client_secret"] = ClientSecret,
                    ["api_base"] = dingTalk.ToString(),
                    ["oapi_base"] = dingTalk.ToString(),
                },
            },
        },
    };
}
