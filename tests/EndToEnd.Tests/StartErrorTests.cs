using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using Harness.Processes;

namespace EndToEnd.Tests;

/// <summary>A program with a wrong setting ends with one sentence that names the setting.</summary>
public sealed class StartErrorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 180_000)]
    [InlineData("PICOCLAW_GATEWAY_HOST", "*", "PICOCLAW_GATEWAY_HOST")]
    [InlineData("PICOCLAW_GATEWAY_HOST", "bot.example", "PICOCLAW_GATEWAY_HOST")]
    [InlineData("PICOCLAW_GATEWAY_HOST", "192.0.2.1", "PICOCLAW_GATEWAY_HOST")]
    [InlineData("PICOCLAW_GATEWAY_PORT", "70000", "PICOCLAW_GATEWAY_PORT")]
    [InlineData("Gateway__Host", "*", "PICOCLAW_GATEWAY_HOST")]
    [InlineData("PICOCLAW_BROKER", "nonsense", "PICOCLAW_BROKER")]
    [InlineData("PICOCLAW_STORE", "redis://x", "PICOCLAW_STORE")]
    [InlineData("PICOCLAW_HOME", "/dev/null/x", "PICOCLAW_HOME")]
    [InlineData("PICOCLAW_CHANNEL_LIST__demo__API_BASE", "nonsense", "PICOCLAW_CHANNEL_LIST__demo__API_BASE")]
    [InlineData("Lanes__MaxLanes", "0", "Lanes:MaxLanes")]
    [InlineData("Lanes__LeaseTime", "soon", "Lanes:LeaseTime")]
    [InlineData("Logging__LogLevel__Default", "Loud", "Logging__LogLevel__Default")]
    [InlineData("ASPNETCORE_URLS", "nonsense", "ASPNETCORE_URLS")]
    [InlineData("ASPNETCORE_URLS", "https://127.0.0.1:0", "ASPNETCORE_URLS")]
    public Task Gateway_WrongSetting_IsOneSentence(string variable, string value, string named) =>
        ShouldFail("PicoClaw.Gateway", "picoclaw", ["gateway", "--emulator", FreeAddress()], variable, value, named);

    [Theory(Timeout = 180_000)]
    [InlineData("PicoClaw.Agent", "ConnectionStrings__messaging", "nonsense", "broker")]
    [InlineData("PicoClaw.Egress", "ConnectionStrings__messaging", "amqps://", "broker")]
    [InlineData("PicoClaw.Ingress", "Logging__LogLevel__Default", "Loud", "Logging__LogLevel__Default")]
    [InlineData("DingTalk.Emulator", "EMULATOR__URL", "http://example.com:5080", "Emulator:Url")]
    [InlineData("DingTalk.Emulator", "EMULATOR__QPSPERAPI", "many", "QpsPerApi")]
    public Task Service_WrongSetting_IsOneSentence(string service, string variable, string value, string named) =>
        ShouldFail(service, service, [], variable, value, named);

    [Fact(Timeout = 180_000)]
    public async Task Gateway_SeveralWrongSettings_AreOneLineEach()
    {
        var failed = await GatewayAsync(new() { ["Lanes__MaxLanes"] = "0", ["Egress__Limits__ApiCallsPerSecond"] = "0" });

        failed.ExitCode.ShouldBe(1);
        failed.Errors.Count.ShouldBe(2, failed.ToString());
        failed.Errors.ShouldContain(line => line.Contains("Lanes:MaxLanes", StringComparison.Ordinal));
        failed.Errors.ShouldContain(line => line.Contains("ApiCallsPerSecond", StringComparison.Ordinal));
    }

    [Fact(Timeout = 180_000)]
    public async Task Service_SeveralWrongSettings_AreOneLineEach()
    {
        using var home = new TestHome();
        home.Write(OneAccount());

        var failed = await FailedStart.RunAsync(
            "PicoClaw.Egress", "PicoClaw.Egress", [], home.Environment.Append(new("Lanes__SweepInterval", "-1")), Cancel);

        failed.Errors.Count.ShouldBe(2, failed.ToString());
        failed.Errors.ShouldContain(line => line.StartsWith("No broker is configured.", StringComparison.Ordinal));
        failed.Errors.ShouldContain(line => line.StartsWith("Lanes:SweepInterval", StringComparison.Ordinal));
    }

    [Fact(Timeout = 180_000)]
    public async Task Gateway_PortInUse_EndsWithOneSentence()
    {
        using var taken = Taken(out var port);

        await Gateway_WrongSetting_IsOneSentence("PICOCLAW_GATEWAY_PORT", $"{port}", "PICOCLAW_GATEWAY_PORT");
        var failed = await GatewayAsync(new() { ["PICOCLAW_GATEWAY_PORT"] = $"{port}" });

        // A started channel would have taken messages that nobody answers.
        failed.Output.ShouldNotContain("Starting DingTalk channel");
    }

    [Theory(Timeout = 180_000)]
    [InlineData("/dev/null/x")]
    [InlineData("/proc/x")]
    public async Task Gateway_ImpossibleStore_IsNotReportedAsAway(string store)
    {
        using var home = new TestHome();
        home.Write(OneAccount());

        var failed = await FailedStart.RunAsync(
            "PicoClaw.Gateway", "picoclaw", ["gateway"], home.Environment.Append(new("PICOCLAW_STORE", store)), Cancel);

        failed.Errors.ShouldHaveSingleItem().ShouldStartWith("The folder of the store cannot be used");
        failed.Output.ShouldNotContain("is away");
    }

    [Fact(Timeout = 180_000)]
    public async Task Gateway_FileOfTheStoreIsRefused_NamesTheFolder()
    {
        using var home = new TestHome();
        home.Write(OneAccount());

        // The system refuses to open a folder as it refuses another user's file; that would not stop root, which may run the tests.
        var store = Directory.CreateTempSubdirectory("picoclaw-store-");
        store.CreateSubdirectory("egress.db.lock");
        try
        {
            var failed = await FailedStart.RunAsync(
                "PicoClaw.Gateway", "picoclaw", ["gateway"], home.Environment.Append(new("PICOCLAW_STORE", store.FullName)), Cancel);

            failed.Errors.ShouldHaveSingleItem().ShouldStartWith("The folder of the store cannot be used");
        }
        finally
        {
            store.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 180_000)]
    public async Task Gateway_PortOfTheEmulatorInUse_NamesTheOption()
    {
        using var taken = Taken(out var port);

        string[] arguments = ["gateway", "--emulator", $"http://127.0.0.1:{port}"];
        await ShouldFail("PicoClaw.Gateway", "picoclaw", arguments, "EMULATOR__URL", FreeAddress(), "--emulator http://");
    }

    [Fact(Timeout = 180_000)]
    public async Task Gateway_Verbose_ShowsTheStackTraceToo()
    {
        var failed = await GatewayAsync(new() { ["Lanes__MaxLanes"] = "0" }, "--verbose");

        failed.ExitCode.ShouldBe(1);
        string.Join('\n', failed.Errors).ShouldContain("at PicoClaw.Hosting.");
    }

    private static async Task<FailedStart> GatewayAsync(Dictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        using var home = new TestHome();
        return await FailedStart.RunAsync(
            "PicoClaw.Gateway", "picoclaw", ["gateway", "--emulator", FreeAddress(), .. arguments], home.Environment.Concat(environment), Cancel);
    }

    private static async Task ShouldFail(string service, string assembly, string[] arguments, string variable, string value, string named)
    {
        using var home = new TestHome();
        if (service is not "PicoClaw.Gateway")
        {
            home.Write(OneAccount());
        }

        var failed = await FailedStart.RunAsync(service, assembly, arguments, home.Environment.Append(new(variable, value)), Cancel);

        failed.ExitCode.ShouldBe(1, failed.ToString());
        failed.Errors.ShouldHaveSingleItem().ShouldContain(named);
        failed.Output.ShouldNotContain("   at ");
    }

    // Without an account a service has one more error; the gateway takes the emulator's account.
    private static JsonObject OneAccount() => new()
    {
        ["channels"] = new JsonObject
        {
            ["dingtalk"] = new JsonObject
            {
                ["enabled"] = true,
                ["client_id"] = "ding1",
                ["client_secret"] = "secret",
                ["allow_from"] = new JsonArray("*"),
            },
        },
    };

    private static string FreeAddress() => $"http://127.0.0.1:{TestHome.FreePort()}";

    private static TcpListener Taken(out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }
}
