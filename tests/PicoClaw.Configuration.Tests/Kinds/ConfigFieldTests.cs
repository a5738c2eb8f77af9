using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Kinds;

public sealed class ConfigFieldTests
{
    [Fact]
    public void Load_NumbersAndFlagsInQuotes_AreRead()
    {
        using var folder = new ConfigFolder("""
            { "channels": { "dingtalk": { "enabled": "true", "client_id": "i", "client_secret": "s" } }, "gateway": { "port": "81" },
              "agents": { "defaults": { "max_tokens": " 8192 ", "temperature": "0.5" } }, "mcp_servers": { "a": { "enabled": "False", "command": "x" } } }
            """);

        var config = folder.Load();

        config["Accounts:dingtalk:Enabled"].ShouldBe("true");
        config["Gateway:Port"].ShouldBe("81");
        config["Agent:Defaults:MaxTokens"].ShouldBe("8192");
        config["Agent:Defaults:Temperature"].ShouldBe("0.5");
        config["McpServers:a:Command"].ShouldBeNull();
    }

    private const string WholeFlag = "expected true or false (without quotes), found text.";

    [Theory]
    [InlineData("""{ "channels": { "dingtalk": { "enabled": "yes" } } }""", "column 42: channels.dingtalk.enabled " + WholeFlag)]
    [InlineData(
        """{ "channels": { "dingtalk": { "enabled": false, "group_trigger": { "mention_only": "S3cret" } } } }""",
        "channels.dingtalk.group_trigger.mention_only " + WholeFlag)]
    [InlineData(
        """{ "channels": { "dingtalk": { "enabled": false, "group_trigger": true } } }""",
        "channels.dingtalk.group_trigger expected an object { }, found true.")]
    [InlineData(
        """{ "channels": { "dingtalk": { "enabled": true, "client_id": 12, "client_secret": "S3cret" } } }""",
        "channels.dingtalk.client_id expected text in double quotes, found a number.")]
    [InlineData(
        """{ "channels": { "dingtalk": { "enabled": true, "client_id": "1", "client_secret": ["S3cret"] } } }""",
        "channels.dingtalk.client_secret expected text in double quotes, found a list [ ].")]
    [InlineData(
        """{ "channels": { "dingtalk": { "enabled": false, "allow_from": [true] } } }""",
        "channels.dingtalk.allow_from[0] expected text or a whole number, found true.")]
    [InlineData(
        """{ "channels": { "dingtalk": { "enabled": false, "allow_from": [1, 1.5] } } }""",
        "channels.dingtalk.allow_from[1] expected text or a whole number, found a number.")]
    [InlineData(
        """{ "channels": { "dingtalk": { "enabled": false, "allow_from": {} } } }""",
        "channels.dingtalk.allow_from expected a list [ ] of text or whole numbers, found an object { }.")]
    [InlineData(
        """{ "channels": { "dingtalk": { "enabled": false, "api_base": "api.dingtalk.io" } } }""",
        "channels.dingtalk.api_base expected an address that begins with https://")]
    [InlineData("""{ "channels": { "dingtalk": 1 } }""", "channels.dingtalk expected an object { }, found a number.")]
    [InlineData("""{ "channels": [] }""", "channels expected an object { }, found a list [ ].")]
    [InlineData("""{ "channel_list": "S3cret" }""", "channel_list expected an object { }, found text.")]
    [InlineData("""{ "channel_list": { "a": { "type": 5 } } }""", "channel_list.a.type expected \"dingtalk\", found a number.")]
    [InlineData(
        """{ "channel_list": { "a": { "type": "dingtlk" } } }""",
        "channel_list.a.type is not a type of channel that is known. Write \"dingtalk\".")]
    [InlineData("""{ "channel_list": { "a": { "client_id": "x" } } }""", "channel_list.a.type is missing. Write \"type\": \"dingtalk\".")]
    [InlineData("""{ "gateway": { "port": "abc" } }""", "line 1, column 24: gateway.port expected a whole number from 0 to 65535, found text.")]
    [InlineData("""{ "gateway": { "port": -1 } }""", "gateway.port expected a whole number from 0 to 65535, found -1.")]
    [InlineData("""{ "gateway": { "port": 65536 } }""", "gateway.port expected a whole number from 0 to 65535, found 65536.")]
    [InlineData("""{ "gateway": { "port": 1.5 } }""", "gateway.port expected a whole number from 0 to 65535, found a number.")]
    [InlineData("""{ "gateway": { "host": 1 } }""", "gateway.host expected text in double quotes, found a number.")]
    [InlineData("""{ "gateway": { "host": "*" } }""", "gateway.host expected localhost or an IP address of this machine (0.0.0.0 for all of them).")]
    [InlineData(
        """{ "gateway": { "host": "bot.example" } }""",
        "gateway.host expected localhost or an IP address of this machine (0.0.0.0 for all of them).")]
    [InlineData(
        """{ "gateway": { "host": "127.0.0.1:80" } }""",
        "gateway.host expected localhost or an IP address of this machine (0.0.0.0 for all of them).")]
    [InlineData("""{ "gateway": 1 }""", "gateway expected an object { }, found a number.")]
    [InlineData("""{ "agents": { "defaults": { "max_tokens": -5 } } }""", "agents.defaults.max_tokens expected a whole number, 0 or more, found -5.")]
    [InlineData(
        """{ "agents": { "defaults": { "temperature": 9 } } }""",
        "agents.defaults.temperature expected a number from 0 to 2, found a number.")]
    [InlineData(
        """{ "agents": { "defaults": { "model_fallbacks": [1] } } }""",
        "agents.defaults.model_fallbacks[0] expected text in double quotes, found a number.")]
    [InlineData(
        """{ "agents": { "defaults": { "model": "a", "model_name": "b" } } }""",
        "agents.defaults.model_name says the same as agents.defaults.model on line 1.")]
    [InlineData(
        """{ "agents": { "defaults": { "turn_timeout": 5 } } }""",
        "agents.defaults.turn_timeout expected a whole number from 10 to 3600, found 5.")]
    [InlineData("""{ "admins": true }""", "admins expected a list [ ] of text or whole numbers, found true.")]
    [InlineData("""{ "session": { "dimensions": [1] } }""", "session.dimensions[0] expected text in double quotes, found a number.")]
    [InlineData("""{ "retention": { "turn_days": 2 } }""", "retention.turn_days expected a whole number from 3 to 3650, found 2.")]
    [InlineData("""{ "broker": "S3cret" }""", "broker expected \"memory\" or the address of a RabbitMQ server")]
    [InlineData(
        """{ "store": "postgres://u:S3#cret@x/y" }""",
        "store holds a special character in user or password as it is. Write it percent-encoded")]
    [InlineData("""{ "broker": "amqp://u:S3/cret@x" }""", "broker holds a special character in user or password as it is.")]
    [InlineData("""{ "store": "redis://u:S3cret@x" }""", "store expected a folder or the address of a PostgreSQL database")]
    [InlineData("""{ "broker": "http://u:S3cret@x" }""", "broker expected \"memory\" or the address of a RabbitMQ server")]
    [InlineData("""{ "model_list": {} }""", "model_list expected a list [ ] of models, found an object { }.")]
    [InlineData("""{ "model_list": [1] }""", "model_list[0] expected an object { }, found a number.")]
    [InlineData("""{ "model_list": [{ "model": "a/b" }] }""", "model_list[0].model_name is missing.")]
    [InlineData("""{ "model_list": [{ "model_name": "a", "model": "" }] }""", "model_list[0].model is missing.")]
    [InlineData("""{ "model_list": [{ "enabled": "no" }] }""", "model_list[0].enabled " + WholeFlag)]
    [InlineData(
        """{ "model_list": [{ "model_name": "a", "model": "b", "provider": 1 }] }""",
        "model_list[0].provider expected text in double quotes, found a number.")]
    [InlineData(
        """{ "model_list": [{ "model_name": "a", "model": "b", "api_keys": ["S3cret", 5] }] }""",
        "model_list[0].api_keys[1] expected text in double quotes, found a number.")]
    [InlineData(
        """{ "model_list": [{ "model_name": "a", "model": "b", "extra_body": "S3cret" }] }""",
        "model_list[0].extra_body expected an object { }, found text.")]
    [InlineData(
        """{ "model_list": [{ "model_name": "a", "model": "b", "custom_headers": [] }] }""",
        "model_list[0].custom_headers expected an object { }, found a list [ ].")]
    [InlineData(
        """{ "model_list": [{ "model_name": "a", "model": "b", "custom_headers": { "X": 1 } }] }""",
        "model_list[0].custom_headers.X expected text in double quotes, found a number.")]
    [InlineData(
        """{ "model_list": [{ "model_name": "a", "model": "b", "custom_headers": { "X:y": "S3cret" } }] }""",
        "model_list[0].custom_headers.X:y is not the name of a header.")]
    [InlineData(
        """{ "model_list": [{ "model_name": "a", "model": "b", "custom_headers": { "X": "", "x": "S3cret" } }] }""",
        "model_list[0].custom_headers.x is written twice")]
    [InlineData("""{ "version": 4 }""", "version expected a whole number from 0 to 3")]
    [InlineData("""{ "version": "3" }""", "version expected a whole number from 0 to 3")]
    [InlineData("[]", "line 1, column 1: expected an object { }, found a list [ ].")]
    [InlineData("null", "line 1, column 1: expected an object { }, found null.")]
    public void Load_WrongValue_NamesPlaceKeyAndTypesButNoValue(string json, string expected)
    {
        using var folder = new ConfigFolder(json);

        folder.Error().ShouldStartWith($"{folder.ConfigFile}, line 1, column ");
        folder.Error().ShouldContain(expected);
        folder.Error().ShouldNotContain("S3cret");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a:b")]
    [InlineData("a__b")]
    [InlineData(" a")]
    public void Load_AccountNameThatCannotBeAKey_IsAnError(string name)
    {
        using var folder = new ConfigFolder($$"""{ "channel_list": { "{{name}}": { "type": "dingtalk", "enabled": false } } }""");

        folder.Error().ShouldContain($"line 1, column 21: channel_list.{name} is refused: ");
    }

    [Fact]
    public void Load_UnknownFields_NamesThemAllSorted()
    {
        using var folder = new ConfigFolder("""
            {
              "model_list": [ { "model_name": "a", "model": "b", "fallback": [] } ],
              "gateway": { "ports": 1 },
              "channels": { "dingtalk": { "enabled": false, "clientId": "S3cret", "settings": { "zzz": 1 } } },
              "Broker": "memory"
            }
            """);

        folder.Error().ShouldBe(
            $"{folder.ConfigFile}, line 2, column 54: unknown fields: Broker (line 5, did you mean broker?), "
            + "channels.dingtalk.clientId (line 4, did you mean client_id?), channels.dingtalk.settings.zzz (line 4), "
            + "gateway.ports (line 3, did you mean port?), model_list[0].fallback (line 2, did you mean fallbacks?). "
            + "Correct the name or remove the line.");
    }

    [Fact]
    public void Load_OneUnknownField_ReadsWell()
    {
        using var folder = new ConfigFolder("""{ "chanels": {} }""");

        folder.Error().ShouldBe(
            $"{folder.ConfigFile}, line 1, column 3: unknown field: chanels (did you mean channels?). Correct the name or remove the line.");
    }

    [Fact]
    public void Load_SeveralProblems_ShowsAllSortedByLineThenEnvironment()
    {
        using var folder = new ConfigFolder("""
            {
              "model_list": [ { "model": "b" } ],
              "wrong": 1,
              "gateway": { "port": "abc" },
              "channels": { "dingtalk": { "enabled": "yes" } }
            }
            """).With("PICOCLAW_BROKER", "kafka://x");

        var problems = Should.Throw<ConfigException>(() => folder.Load()).Problems;

        problems.Select(problem => problem.Replace(folder.ConfigFile + ", ", "", StringComparison.Ordinal).Split(':')[0]).ShouldBe(
            ["line 2, column 19", "line 3, column 3", "line 4, column 24", "line 5, column 42", "environment variable PICOCLAW_BROKER"]);
        folder.Error().ShouldStartWith($"The configuration has 5 problems:{Environment.NewLine}- {folder.ConfigFile}, line 2");
    }
}
