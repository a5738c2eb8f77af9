using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Reloading;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Reloading;

/// <summary>What a running process finds when its files change, and what of it may take effect.</summary>
public sealed class ConfigSourceTests
{
    private const string Config =
        """
        {
          "channel_list": {
            "acme": {
              "enabled": true, "type": "dingtalk", "allow_from": ["1", "2"], "client_id": "dingacme", "client_secret": "first"
            },
            "off": { "enabled": false, "type": "dingtalk", "client_id": "dingoff", "client_secret": "old" }
          },
          "model_list": [ { "model_name": "chat", "model": "deepseek/deepseek-chat", "api_keys": ["file://chat.key"] } ],
          "agents": { "defaults": { "turns_per_minute": 20, "workspace": "here" } }
        }
        """;

    private const string AllowFrom = "Accounts:acme:AllowFrom";

    [Fact]
    public void Look_NothingChanged_FindsNothing()
    {
        using var folder = Started(out var source, out _);
        File.SetLastWriteTimeUtc(folder.ConfigFile, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        source.Look().ShouldBeNull();
    }

    [Fact]
    public void Use_ShorterAllowList_ReplacesTheWholeList()
    {
        using var folder = Started(out var source, out var configuration);
        Replace(folder, "[\"1\", \"2\"]", "[\"3\"]");

        var change = source.Look()!;
        var before = List(configuration);
        source.Use(change);

        change.Live.ShouldBe(["allow_from of the account acme"]);
        change.NeedRestart.ShouldBeEmpty();
        before.ShouldBe(["1", "2"]);
        List(configuration).ShouldBe(["3"]);
        source.Look().ShouldBeNull();
    }

    [Fact]
    public void Use_TakenBack_IsAsBefore()
    {
        using var folder = Started(out var source, out var configuration);
        Replace(folder, "[\"1\", \"2\"]", "[\"3\"]");

        source.Use(source.Look()!)();

        List(configuration).ShouldBe(["1", "2"]);
    }

    [Theory]
    [InlineData("\"here\"", "\"there\"", "agents.defaults.workspace", "Agent:Defaults:Workspace", "here")]
    [InlineData("\"first\"", "\"new\"", "client_secret of the account acme", "Accounts:acme:ClientSecret", "first")]
    [InlineData("\"enabled\": true", "\"enabled\": false", "the account acme", "Accounts:acme:AllowFrom:0", "1")]
    [InlineData("\"acme\"", "\"blue\"", "the account acme,the account blue", "Accounts:acme:AllowFrom:0", "1")]
    [InlineData("\"enabled\": false", "\"enabled\": true", "the account off", "Accounts:off:Enabled", "false")]
    [InlineData("\"agents\"", "\"mcp_servers\": { \"wiki\": { \"url\": \"https://x\" } }, \"agents\"", "mcp_servers", "McpServers:wiki:Url", null)]
    [InlineData("\"agents\"", "\"broker_password\": \"p\", \"agents\"", "broker_password", "PicoClaw:BrokerPassword", null)]
    [InlineData("\"agents\"", "\"store\": \"elsewhere\", \"agents\"", "store", "Store:Directory", null)]
    public void Use_FieldThatNeedsARestart_IsNamedAndStaysAsItWas(string old, string changed, string fields, string key, string? value)
    {
        using var folder = Started(out var source, out var configuration);
        Replace(folder, old, changed);

        var change = source.Look()!;
        source.Use(change);

        change.NeedRestart.ShouldBe(fields.Split(','));
        change.Live.ShouldBeEmpty();
        configuration[key].ShouldBe(value);
    }

    [Fact]
    public void Look_RestartStillDue_IsNamedWithEachLaterChange()
    {
        using var folder = Started(out var source, out _);
        Replace(folder, "\"here\"", "\"there\"");
        source.Use(source.Look()!);
        Replace(folder, "20", "30");

        var later = source.Look()!;
        source.Use(later);
        Replace(folder, "\"there\"", "\"here\"");

        later.Live.ShouldBe(["agents.defaults.turns_per_minute"]);
        later.NeedRestart.ShouldBe(["agents.defaults.workspace"]);
        source.Look()!.NeedRestart.ShouldBeEmpty();
    }

    [Fact]
    public void Look_AccountThatIsOffChanges_SaysNothing()
    {
        using var folder = Started(out var source, out _);
        Replace(folder, "dingoff", "dingelse");

        var change = source.Look()!;

        (change.Problem, change.Live.Count, change.NeedRestart.Count).ShouldBe((null, 0, 0));
    }

    [Fact]
    public void Look_VariableOverTheFile_StillWins()
    {
        using var folder = new ConfigFolder(Config).With("PICOCLAW_AGENTS_DEFAULTS_TURNS_PER_MINUTE", "7");
        folder.Write("chat.key", "sk-1");
        var configuration = folder.Load();
        var source = ConfigSource.Of(configuration)!;
        Replace(folder, "20", "30");

        var change = source.Look()!;
        source.Use(change);

        change.Live.ShouldBeEmpty();
        configuration["Agent:Defaults:TurnsPerMinute"].ShouldBe("7");
    }

    [Fact]
    public void Look_NewWarning_IsToldOnce()
    {
        using var folder = Started(out var source, out _);
        Replace(folder, "\"agents\"", "\"heartbeat\": {}, \"agents\"");

        var first = source.Look()!;
        Replace(folder, "20", "30");

        first.Warnings.ShouldHaveSingleItem().ShouldContain("heartbeat");
        source.Look()!.Warnings.ShouldBeEmpty();
    }

    private static ConfigFolder Started(out ConfigSource source, out IConfigurationRoot configuration)
    {
        var folder = new ConfigFolder(Config);
        folder.Write("chat.key", "sk-1");
        configuration = folder.Load();
        source = ConfigSource.Of(configuration)!;
        return folder;
    }

    private static void Replace(ConfigFolder folder, string old, string changed)
    {
        var text = File.ReadAllText(folder.ConfigFile);
        text.ShouldContain(old);
        folder.Write("config.json", text.Replace(old, changed, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string?> List(IConfiguration configuration) =>
        [.. configuration.GetSection(AllowFrom).GetChildren().Select(item => item.Value)];
}
