using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using PicoClaw.Ingress.Tests.Testing;
using PicoClaw.Tests.Reloading;

namespace PicoClaw.Ingress.Tests.Links;

/// <summary>Lists that change while the link is open: the link stays, and the next message is judged by the new ones.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private const string Everyone = "Account one has no allow_from: everyone in the organization may talk to the bot";

    private readonly HttpClient _http = new();
    private EmulatorHost _emulator = null!;
    private IngressHost _ingress = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new EmulatorOptions { Url = "http://127.0.0.1:0", Apps = [new EmulatorApp { ClientId = "ding-one", ClientSecret = "secret-one" }] };
        _emulator = await EmulatorHost.StartAsync(options, ct: Cancel);
        _ingress = new IngressHost(_emulator.Address, ("one", "ding-one", "secret-one"));
        await _ingress.StartAndSettleAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _ingress.DisposeAsync();
        await _emulator.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task AllowList_Changed_HoldsForTheNextMessage()
    {
        await SayAsync("before", "stranger");
        Change("AllowFrom:0", "friend");
        await SayAsync("stranger's", "stranger");
        await SayAsync("friend's", "friend");

        await HeardAsync("before");
        await HeardAsync("friend's");
        Change("AllowFrom:0", "*");
        await SayAsync("after", "stranger");
        await HeardAsync("after");
    }

    [Fact]
    public async Task GroupTrigger_Changed_HoldsForTheNextMessage()
    {
        await SayAsync("before", "u1", isGroup: true);
        Change("GroupTrigger:Prefixes:0", "bot ");
        await SayAsync("nothing", "u1", isGroup: true);
        await SayAsync("bot weather", "u1", isGroup: true);

        await HeardAsync("before");
        await HeardAsync("weather");

        // Still open to all: a file that leaves the list out is told of as at start.
        _ingress.Logged.Count(record => record.Message == Everyone).ShouldBe(2);
    }

    private void Change(string key, string value) => _ingress.Services.Change(($"Accounts:one:{key}", value));

    // Returns when it is acked, so the next is said under the settings of then.
    private async Task SayAsync(string text, string sender, bool isGroup = false)
    {
        using var answer = await _http.PostAsJsonAsync(
            new Uri(_emulator.Address, "/emulator/say"),
            new { app = "ding-one", text, senderStaffId = sender, conversationType = isGroup ? "2" : "1", mention = false, replies = 0 },
            Cancel);
        answer.EnsureSuccessStatusCode();
        ((bool)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["acked"]!).ShouldBeTrue();
    }

    private async Task HeardAsync(string text) => (await _ingress.Sender.Sent.ReadAsync(Cancel)).Text.ShouldBe(text);
}
