using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests;

public sealed class ConfigShapeTests
{
    private const string V0 = """
        { "channels": { "dingtalk": { "enabled": true, "client_id": "id", "client_secret": "key", "robot_code": "rc",
          "api_base": "https://a.example", "oapi_base": "https://o.example", "allow_from": ["a", 12],
          "group_trigger": { "mention_only": true, "prefixes": ["/ai ", "!"] } } } }
        """;

    private const string V3 = """
        { "version": 3, "channel_list": { "dingtalk": { "enabled": true, "type": "dingtalk", "allow_from": ["a", 12],
          "group_trigger": { "mention_only": true, "prefixes": ["/ai ", "!"] },
          "settings": { "client_id": "id", "client_secret": "key", "robot_code": "rc", "api_base": "https://a.example", "oapi_base": "https://o.example" } } } }
        """;

    private const string Flat = """
        { "channel_list": { "dingtalk": { "enabled": true, "type": "dingtalk", "client_id": "id", "client_secret": "key", "robot_code": "rc",
          "api_base": "https://a.example", "oapi_base": "https://o.example", "allow_from": ["a", 12],
          "group_trigger": { "mention_only": true, "prefixes": ["/ai ", "!"] } } } }
        """;

    [Theory]
    [InlineData(V0)]
    [InlineData(V3)]
    [InlineData(Flat)]
    public void Load_EachShape_YieldsTheSameKeys(string json)
    {
        using var folder = new ConfigFolder(json);

        var account = folder.Load().GetSection("Accounts:dingtalk").AsEnumerable(makePathsRelative: true)
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value);

        account.ShouldBe(new Dictionary<string, string?>
        {
            ["Channel"] = "dingtalk",
            ["Enabled"] = "true",
            ["ClientId"] = "id",
            ["ClientSecret"] = "key",
            ["RobotCode"] = "rc",
            ["ApiBase"] = "https://a.example",
            ["OapiBase"] = "https://o.example",
            ["AllowFrom:0"] = "a",
            ["AllowFrom:1"] = "12",
            ["GroupTrigger:MentionOnly"] = "true",
            ["GroupTrigger:Prefixes:0"] = "/ai ",
            ["GroupTrigger:Prefixes:1"] = "!",
        }, ignoreOrder: true);
    }

    [Fact]
    public void Load_BothLists_Merges()
    {
        using var folder = new ConfigFolder("""
            { "channels": { "dingtalk": { "enabled": true, "client_id": "1", "client_secret": "a" } },
              "channel_list": { "acme": { "enabled": true, "type": "DingTalk", "client_id": "2", "client_secret": "b" } } }
            """);

        folder.Load().GetSection("Accounts").GetChildren().Select(child => child.Key).ShouldBe(["acme", "dingtalk"]);
    }

    [Theory]
    [InlineData("dingtalk")]
    [InlineData("DingTalk")]
    public void Load_SameAccountInBothLists_IsAnError(string name)
    {
        using var folder = new ConfigFolder($$"""
            { "channels": { "dingtalk": { "enabled": true, "client_id": "1", "client_secret": "a" } },
              "channel_list": {
                "{{name}}": { "enabled": true, "type": "dingtalk", "client_id": "2", "client_secret": "b" } } }
            """);

        folder.Error().ShouldBe(
            $"{folder.ConfigFile}, line 3, column 5: channel_list.{name} is a second account of the same name (the first is channels.dingtalk on line 1; "
            + "upper and lower case make no difference). Write another name.");
    }

    [Fact]
    public void Load_FlatAndSettings_TheSameFieldTwice_IsAnError()
    {
        using var folder = new ConfigFolder("""
            { "channel_list": { "a": { "type": "dingtalk",
              "client_id": "1",
              "settings": { "client_id": "2" } } } }
            """);

        folder.Error().ShouldContain("line 3, column 30: channel_list.a.settings.client_id says the same as channel_list.a.client_id on line 2.");
    }

    [Fact]
    public void Load_NoEnabled_IsOffWithAWarning()
    {
        using var folder = new ConfigFolder("""{ "channels": { "dingtalk": { "client_id": "1", "client_secret": "a" } } }""");

        folder.Load()["Accounts:dingtalk:Enabled"].ShouldBe("false");
        folder.Warnings().ShouldHaveSingleItem().ShouldContain("channels.dingtalk has no \"enabled\", so it is off.");
    }

    [Fact]
    public void Load_Null_CountsAsLeftOut()
    {
        using var folder = new ConfigFolder("""
            { "model_list": null, "gateway": null,
              "channel_list": { "x": null, "a": { "type": "dingtalk", "enabled": false, "allow_from": null, "settings": null } } }
            """);

        folder.Load().GetSection("Accounts").GetChildren().ShouldHaveSingleItem().Key.ShouldBe("a");
    }

    [Theory]
    [InlineData("\"x\"", "x")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("[\"\"]", "")]
    [InlineData("[\" x \"]", "x")]
    public void Load_AllowFrom_AcceptsTextAndNumbersAloneOrInAList(string json, string expected)
    {
        using var folder = new ConfigFolder($$"""{ "channels": { "dingtalk": { "enabled": false, "allow_from": {{json}} } } }""");

        folder.Load()["Accounts:dingtalk:AllowFrom:0"].ShouldBe(expected);
    }

    [Fact]
    public void Load_Models_YieldsEveryField()
    {
        using var folder = new ConfigFolder("""
            { "model_list": [
              { "model_name": "off", "model": "openai/off", "enabled": false, "api_keys": ["file:///nowhere"] },
              { "model_name": "m", "model": "openai/gpt", "api_base": "https://x.example/v1", "api_keys": ["k1", "k2"], "fallbacks": ["b"], "rpm": 60,
                "request_timeout": 30, "extra_body": { "a": [1, "é"] }, "custom_headers": { "X-Team": "t" } },
              { "model_name": "b", "provider": "nvidia", "model": "z-ai/glm", "api_key": "k3" } ] }
            """);

        var config = folder.Load();

        config.GetSection("Models").AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value)
            .ShouldBe(new Dictionary<string, string?>
            {
                ["0:ModelName"] = "m",
                ["0:Model"] = "openai/gpt",
                ["0:ApiBase"] = "https://x.example/v1",
                ["0:ApiKeys:0"] = "k1",
                ["0:ApiKeys:1"] = "k2",
                ["0:Fallbacks:0"] = "b",
                ["0:Rpm"] = "60",
                ["0:RequestTimeout"] = "30",
                ["0:ExtraBody"] = """{ "a": [1, "é"] }""",
                ["0:CustomHeaders:X-Team"] = "t",
                ["1:ModelName"] = "b",
                ["1:Provider"] = "nvidia",
                ["1:Model"] = "z-ai/glm",
                ["1:ApiKeys:0"] = "k3",
            }, ignoreOrder: true);
    }

    [Fact]
    public void Load_AgentGatewayBroker_YieldsOnlyWhatIsWritten()
    {
        using var folder = new ConfigFolder("""
            { "broker": "amqp://u:p@rabbit:5672/v", "gateway": { "host": "0.0.0.0", "port": 8080 },
              "agents": { "defaults": { "model_name": "m", "model_fallbacks": ["b"], "max_tokens": 0, "context_window": 1, "temperature": 0.70,
                "max_tool_iterations": 2, "summarize_message_threshold": 3, "summarize_token_percent": 75, "max_llm_retries": 4, "workspace": "~/w",
                "allow_remember": true, "allow_send_file": true, "turn_timeout": 60, "language": "zh", "mention_asker": false } } }
            """);

        var config = folder.Load();

        config["PicoClaw:Broker"].ShouldBe("amqp://u:p@rabbit:5672/v");
        config["Gateway:Host"].ShouldBe("0.0.0.0");
        config["Gateway:Port"].ShouldBe("8080");
        config.GetSection("Agent:Defaults").AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value)
            .ShouldBe(new Dictionary<string, string?>
            {
                ["ModelName"] = "m",
                ["ModelFallbacks:0"] = "b",
                ["MaxTokens"] = "0",
                ["ContextWindow"] = "1",
                ["Temperature"] = "0.7",
                ["MaxToolIterations"] = "2",
                ["SummarizeMessageThreshold"] = "3",
                ["SummarizeTokenPercent"] = "75",
                ["MaxLlmRetries"] = "4",
                ["AllowRemember"] = "true",
                ["AllowSendFile"] = "true",
                ["TurnTimeout"] = "60",
                ["Language"] = "zh",
                ["MentionAsker"] = "false",
                ["Workspace"] = Path.Combine(folder.PathOf("home"), "w"),
            }, ignoreOrder: true);
    }

    [Fact]
    public void Load_SectionsOfTheAgent_AreKept()
    {
        using var folder = new ConfigFolder("""
            { "admins": ["a", 12], "session": { "dimensions": ["chat", "sender"], "dm_scope": "x", "identity_links": {} },
              "retention": { "turn_days": 3, "history_days": 4, "usage_days": 5, "conversation_days": 8 } }
            """);

        folder.Load().GetSection("Agent").AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value)
            .ShouldBe(new Dictionary<string, string?>
            {
                ["Commands:Admins:0"] = "a",
                ["Commands:Admins:1"] = "12",
                ["Session:Dimensions:0"] = "chat",
                ["Session:Dimensions:1"] = "sender",
                ["Retention:TurnDays"] = "3",
                ["Retention:HistoryDays"] = "4",
                ["Retention:UsageDays"] = "5",
                ["Retention:ConversationDays"] = "8",
            }, ignoreOrder: true);
    }

    [Fact]
    public void Load_EmptyObject_HasOnlyItsOwnKeys()
    {
        using var folder = new ConfigFolder("{}");

        folder.Load().AsEnumerable().Where(pair => pair.Value is not null).Select(pair => pair.Key)
            .ShouldBe(["PicoClaw:ConfigFile", "PicoClaw:Home", "PicoClaw:Searched"], ignoreOrder: true);
    }

    [Fact]
    public void Load_OldModelName_IsAccepted()
    {
        using var folder = new ConfigFolder("""{ "agents": { "defaults": { "model": "old" } } }""");

        folder.Load()["Agent:Defaults:ModelName"].ShouldBe("old");
    }

    [Fact]
    public void Reload_AfterTheFileChanged_KeepsWhatWasRead()
    {
        using var folder = new ConfigFolder("""{ "broker": "memory" }""");
        var config = folder.Load();
        folder.Write("config.json", "{ broken");

        config.Reload();

        config["PicoClaw:Broker"].ShouldBe("memory");
    }
}
