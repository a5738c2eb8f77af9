using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using PicoClaw.Configuration;
using PicoClaw.Gateway.Onboarding;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Tests.Onboarding;

/// <summary>A script, in which nobody can be asked.</summary>
public sealed class OnboardFlagTests
{
    private static readonly OnboardSettings Demo = new() { ClientId = "dingdemo", ClientSecret = "demo-secret", NoModel = true };

    [Fact]
    public async Task AllFlags_AreCheckedAndWritten()
    {
        await using var bench = await OnboardBench.StartAsync();

        var exit = await bench.RunAsync(Demo with { NoModel = false, Model = "scripted", ApiKey = "sk-key", ApiBase = bench.ModelBase });

        exit.ShouldBe(0);
        var address = bench.Emulator.OriginalString.TrimEnd('/');
        JsonNode.DeepEquals(bench.Written, JsonNode.Parse(
            $$"""
            {
              "version": 3,
              "channel_list": {
                "dingtalk": {
                  "enabled": true, "type": "dingtalk",
                  "settings": { "client_id": "dingdemo", "client_secret": "demo-secret", "api_base": "{{address}}", "oapi_base": "{{address}}" }
                }
              },
              "model_list": [{ "model_name": "scripted", "model": "scripted", "api_base": "{{bench.ModelBase}}", "api_keys": ["sk-key"] }],
              "agents": { "defaults": { "model_name": "scripted" } }
            }
            """)).ShouldBeTrue(bench.File.Text);
        bench.File.Names.ShouldBe(["config.json"]);
        bench.Output.ShouldContain("Tried: DingTalk accepts client id and secret");
        bench.Output.ShouldContain("Tried: scripted (scripted): it answers");
        bench.Output.ShouldContain($"picoclaw gateway --config {bench.File.Path} ");
    }

    [Fact]
    public async Task WrongSecret_IsToldAndNothingIsWritten()
    {
        await using var bench = await OnboardBench.StartAsync();

        var error = await Should.ThrowAsync<CommandException>(() => bench.RunAsync(Demo with { ClientSecret = "wrong-one" }));

        error.Message.ShouldContain("invalidClientIdOrSecret");
        error.Message.ShouldContain("Copy Client ID and Client Secret");
        error.Message.ShouldContain("--no-check");
        bench.File.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task WrongSecret_NoCheck_IsWritten()
    {
        await using var bench = await OnboardBench.StartAsync();

        (await bench.RunAsync(Demo with { ClientSecret = "wrong-one", NoCheck = true })).ShouldBe(0);

        bench.File.Text.ShouldContain("wrong-one");
    }

    [Theory]
    [InlineData("client_id", "", "demo-secret", null)]
    [InlineData("client_secret", "dingdemo", " ", null)]
    [InlineData("name of an account", "dingdemo", "demo-secret", "")]
    public async Task ValueThatNoStartAccepts_NoCheck_IsToldAndNothingIsWritten(string expected, string id, string secret, string? account)
    {
        await using var bench = await OnboardBench.StartAsync();

        var error = await Should.ThrowAsync<ConfigException>(
            () => bench.RunRealAsync(Demo with { ClientId = id, ClientSecret = secret, Account = account, NoCheck = true }));

        error.Message.ShouldContain(expected);
        bench.File.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task ModelThatIsNotThere_IsToldAndNothingIsWritten()
    {
        await using var bench = await OnboardBench.StartAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var nowhere = new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}/v1");
        taken.Stop();

        var error = await Should.ThrowAsync<CommandException>(() => bench.RunAsync(Demo with { NoModel = false, Model = "scripted", ApiBase = nowhere }));

        error.Message.ShouldContain("api_base");
        bench.File.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task MissingFlag_IsNamed()
    {
        await using var bench = await OnboardBench.StartAsync();
        var model = new OnboardSettings { NoModel = true };

        (await MessageAsync(model)).ShouldContain("--client-id and --client-secret are missing");
        (await MessageAsync(model)).ShouldContain("--scan");
        (await MessageAsync(model with { ClientId = "dingdemo" })).ShouldStartWith("--client-secret is missing");
        (await MessageAsync(model with { ClientSecret = "demo-secret" })).ShouldStartWith("--client-id is missing");
        (await MessageAsync(Demo with { NoModel = false })).ShouldStartWith("--model is missing");
        (await MessageAsync(Demo with { NoModel = false, Model = "deepseek/deepseek-chat" })).ShouldStartWith("--api-key is missing");
        bench.File.Names.ShouldBeEmpty();

        async Task<string> MessageAsync(OnboardSettings settings) => (await Should.ThrowAsync<CommandException>(() => bench.RunRealAsync(settings))).Message;
    }

    [Fact]
    public async Task Trial_NoApp_TakesTheEmulatorsOwn()
    {
        await using var bench = await OnboardBench.StartAsync();

        (await bench.RunAsync(new OnboardSettings { NoModel = true })).ShouldBe(0);

        ((string)bench.Written["channel_list"]!["dingtalk"]!["settings"]!["client_id"]!).ShouldBe("dingdemo");
        bench.Output.ShouldContain("Tried: DingTalk accepts");
    }

    [Fact]
    public async Task Real_AfterATrial_ItsAddressesGo()
    {
        await using var bench = await OnboardBench.StartAsync();
        await bench.RunAsync(Demo);
        bench.File.Text.ShouldContain("api_base");

        (await bench.RunRealAsync(Demo with { ClientId = "dingreal", NoCheck = true })).ShouldBe(0);

        bench.File.Text.ShouldContain("dingreal");
        bench.File.Text.ShouldNotContain("api_base");
        bench.File.Text.ShouldNotContain("oapi_base");
        bench.Output.ShouldContain("publish a version");
    }

    [Fact]
    public async Task Rerun_CompleteFile_ChecksItAndKeepsIt()
    {
        await using var bench = await OnboardBench.StartAsync();
        await bench.RunAsync(Demo with { NoModel = false, Model = "scripted", ApiBase = bench.ModelBase });
        var before = bench.File.Text;

        (await bench.RunAsync(new OnboardSettings())).ShouldBe(0);

        bench.File.Text.ShouldBe(before);
    }

    [Fact]
    public async Task SeveralAccounts_OneIsNamed()
    {
        const string two =
            """
            { "channel_list": {
              "acme": { "type": "dingtalk", "enabled": false, "client_id": "dingacme", "client_secret": "a" },
              "blue": { "type": "dingtalk", "enabled": false, "client_id": "dingblue", "client_secret": "b" } } }
            """;
        await using var bench = await OnboardBench.StartAsync(two);

        (await Should.ThrowAsync<CommandException>(() => bench.RunAsync(Demo))).Message.ShouldContain("acme, blue");
        bench.File.Text.ShouldBe(two);
        (await bench.RunAsync(Demo with { Account = "blue" })).ShouldBe(0);

        ((string)bench.Written["channel_list"]!["blue"]!["client_id"]!).ShouldBe("dingdemo");
        ((string)bench.Written["channel_list"]!["acme"]!["client_id"]!).ShouldBe("dingacme");
    }

    [Fact]
    public async Task BrokenFile_IsToldFirstAndStays()
    {
        const string broken = "{ \"channels\": ";
        await using var bench = await OnboardBench.StartAsync(broken);

        var error = await Should.ThrowAsync<ConfigException>(() => bench.RunAsync(new OnboardSettings()));

        error.Message.ShouldContain("line 1, column");
        bench.File.Text.ShouldBe(broken);
    }

    [Fact]
    public async Task FaultElsewhereInTheFile_IsToldWithItsPathAndNothingChanges()
    {
        const string wrong = """{ "gatway": { } }""";
        await using var bench = await OnboardBench.StartAsync(wrong);

        var error = await Should.ThrowAsync<ConfigException>(() => bench.RunAsync(Demo));

        error.Message.ShouldContain($"{bench.File.Path}, line");
        error.Message.ShouldContain("gatway");
        bench.File.Text.ShouldBe(wrong);
    }

    [Fact]
    public async Task SecretInTheSecurityFile_WouldWin_IsTold()
    {
        await using var bench = await OnboardBench.StartAsync("""{ "channels": { "dingtalk": { "enabled": true } } }""");
        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(bench.File.Path)!, ".security.yml"),
            "channels:\n  dingtalk:\n    client_secret: \"another-one\"\n",
            TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<CommandException>(() => bench.RunAsync(Demo))).Message.ShouldContain("client_secret would have no effect");
    }

    [Fact]
    public async Task SecretByReference_IsWrittenAsItIs()
    {
        await using var bench = await OnboardBench.StartAsync();
        var secret = Path.Combine(Path.GetDirectoryName(bench.File.Path)!, "secret");
        await File.WriteAllTextAsync(secret, "demo-secret\n", TestContext.Current.CancellationToken);

        (await bench.RunAsync(Demo with { ClientSecret = $"file://{secret}" })).ShouldBe(0);

        bench.File.Text.ShouldContain($"file://{secret}");
        bench.File.Text.ShouldNotContain("demo-secret");
    }
}
