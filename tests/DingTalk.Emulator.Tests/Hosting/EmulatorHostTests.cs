using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Tests.Hosting;

public sealed class EmulatorHostTests
{
    [Fact]
    public async Task Start_PortInUse_IsOneClearSentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var wrong = await Should.ThrowAsync<IOException>(
            () => EmulatorHost.StartAsync(new EmulatorOptions { Url = url }, ct: TestContext.Current.CancellationToken));

        wrong.Message.ShouldStartWith($"The DingTalk emulator cannot listen on {url}");
        wrong.Message.ShouldNotContain("EMULATOR__URL", customMessage: "a gateway does not read it");
        wrong.Message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task Start_Wildcard_AddressCanBeConnectedTo()
    {
        await using var host = await EmulatorHost.StartAsync(
            new EmulatorOptions { Url = "http://*:0" }, ct: TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = host.Address };

        host.Address.Host.ShouldBe("127.0.0.1");
        (await http.GetStringAsync("/health", TestContext.Current.CancellationToken)).ShouldContain("ok");
    }

    [Fact]
    public async Task Stop_ThenDispose_IsFine()
    {
        var host = await EmulatorHost.StartAsync(
            new EmulatorOptions { Url = "http://127.0.0.1:0" }, ct: TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        await host.DisposeAsync();
    }

    public static TheoryData<string, Action<EmulatorOptions>> BadOptions => new()
    {
        { "Emulator:Apps", options => options.Apps = [] },
        { "Emulator:Apps:0", options => options.Apps = [new() { ClientId = "x" }] },
        { "twice", options => options.Apps = [new() { ClientId = "x", ClientSecret = "a" }, new() { ClientId = "x", ClientSecret = "b" }] },
        { "Emulator:Url", options => options.Url = "nonsense" },
        { "Emulator:Url", options => options.Url = "https://127.0.0.1:1" },
        { "'example.com'", options => options.Url = "http://example.com:5080" },
        { "Emulator:Url", options => options.Url = "http://127.0.0.1:5080/path" },
        { "Emulator:Url", options => options.Url = "http://127.0.0.1:65536" },
        { "Emulator:AllowedHosts", options => options.AllowedHosts = ["http://emulator"] },
        { "Emulator:PublicUrl", options => options.PublicUrl = "emulator:8080" },
        { "RedeliverAfter", options => options.RedeliverAfter = TimeSpan.Zero },
        { "TicketLifetime", options => options.TicketLifetime = TimeSpan.FromDays(100) },
        { "ConnectionLifetime", options => options.ConnectionLifetime = TimeSpan.FromSeconds(-1) },
        { "DeadLinkGrace", options => options.DeadLinkGrace = TimeSpan.FromSeconds(-1) },
        { "DownloadUrlLifetime", options => options.DownloadUrlLifetime = TimeSpan.Zero },
        { "RedeliverMax", options => options.RedeliverMax = -2 },
        { "TicketRejectStatus", options => options.TicketRejectStatus = 200 },
        { "MaxConnections", options => options.MaxConnections = -1 },
        { "MaxFrameBytes", options => options.MaxFrameBytes = 1 },
        { "CardQps", options => options.CardQps = 0 },
        { "MaxUserIds", options => options.MaxUserIds = 0 },
        { "BadTokenStatus", options => options.BadTokenStatus = 500 },
        { "QpsPerApi", options => options.QpsPerApi = 0 },
        { "TranscriptCapacity", options => options.TranscriptCapacity = 1 },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public async Task Start_BadOption_NamesTheKey(string named, Action<EmulatorOptions> spoil)
    {
        var options = new EmulatorOptions { Url = "http://127.0.0.1:0" };
        spoil(options);

        var wrong = await Should.ThrowAsync<OptionsValidationException>(
            () => EmulatorHost.StartAsync(options, ct: TestContext.Current.CancellationToken));

        wrong.Message.ShouldContain(named);
    }
}
