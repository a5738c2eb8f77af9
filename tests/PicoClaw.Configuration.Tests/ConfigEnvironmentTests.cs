using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests;

public sealed class ConfigEnvironmentTests
{
    private const string One = """{ "channel_list": { "my-bot": { "type": "dingtalk", "enabled": true, "client_id": "1", "client_secret": "a" } } }""";

    private const string Two = """
        { "channel_list": { "a": { "type": "dingtalk", "enabled": true, "client_id": "1", "client_secret": "x" },
          "b": { "type": "dingtalk", "enabled": false } } }
        """;

    [Theory]
    [InlineData("CLIENT_ID", " 2 ", "ClientId", "2")]
    [InlineData("CLIENT_SECRET", "s", "ClientSecret", "s")]
    [InlineData("ENABLED", "false", "Enabled", "false")]
    [InlineData("ENABLED", "0", "Enabled", "false")]
    [InlineData("ENABLED", " false\r", "Enabled", "false")]
    [InlineData("ENABLED", "True", "Enabled", "true")]
    [InlineData("ROBOT_CODE", "r", "RobotCode", "r")]
    [InlineData("API_BASE", "http://x", "ApiBase", "http://x")]
    [InlineData("OAPI_BASE", "http://y", "OapiBase", "http://y")]
    [InlineData("ALLOW_FROM", "a, b，c,", "AllowFrom:2", "c")]
    [InlineData("GROUP_TRIGGER__MENTION_ONLY", "true", "GroupTrigger:MentionOnly", "true")]
    [InlineData("GROUP_TRIGGER__PREFIXES", "/ai,!", "GroupTrigger:Prefixes:1", "!")]
    [InlineData("CLIENT_ID", "", "ClientId", "1")]
    public void Load_AccountVariable_ReplacesTheFilesValue(string field, string value, string key, string expected)
    {
        foreach (var name in (string[])["my-bot", "MY-BOT", "my_bot", "MY_BOT"])
        {
            using var folder = new ConfigFolder(One).With($"PICOCLAW_CHANNEL_LIST__{name}__{field}", value);

            folder.Load()[$"Accounts:my-bot:{key}"].ShouldBe(expected);
        }
    }

    [Fact]
    public void Load_AllowFromVariable_ReplacesTheWholeList()
    {
        using var folder = new ConfigFolder("""{ "channels": { "dingtalk": { "enabled": false, "allow_from": ["a", "b", "c"] } } }""")
            .With("PICOCLAW_CHANNEL_LIST__dingtalk__ALLOW_FROM", "z");

        folder.Load().GetSection("Accounts:dingtalk:AllowFrom").GetChildren().ShouldHaveSingleItem().Value.ShouldBe("z");
    }

    [Fact]
    public void Load_AllowFromVariableOfCommas_DoesNotOpenTheDoor()
    {
        using var folder = new ConfigFolder(One).With("PICOCLAW_CHANNEL_LIST__my_bot__ALLOW_FROM", ",，");

        folder.Error().ShouldBe(
            "environment variable PICOCLAW_CHANNEL_LIST__my_bot__ALLOW_FROM: holds no entry, only commas. Unset it or write at least one.");
    }

    [Fact]
    public void Load_VariableReplacesAFile_DoesNotNeedTheFile()
    {
        using var folder = new ConfigFolder(One.Replace("\"a\"", "\"file://missing\"", StringComparison.Ordinal))
            .With("PICOCLAW_CHANNEL_LIST__my_bot__CLIENT_SECRET", "s");

        folder.Load()["Accounts:my-bot:ClientSecret"].ShouldBe("s");
    }

    [Fact]
    public void Load_VariableNamesAFile_ReadsIt()
    {
        using var folder = new ConfigFolder(One).With("PICOCLAW_CHANNEL_LIST__my_bot__CLIENT_SECRET", "file://s");
        folder.Write("s", "from-file\n");

        folder.Load()["Accounts:my-bot:ClientSecret"].ShouldBe("from-file");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(null)]
    public void Load_VariablesForANewAccount_CreateItEnabled(string? json)
    {
        using var folder = new ConfigFolder(json)
            .With("PICOCLAW_CHANNEL_LIST__acme__CLIENT_ID", "1")
            .With("PICOCLAW_CHANNEL_LIST__ACME__CLIENT_SECRET", "2");

        var account = folder.Load().GetSection("Accounts").GetChildren().ShouldHaveSingleItem();

        account["Enabled"].ShouldBe("true");
        account["Channel"].ShouldBe("dingtalk");
        account["ClientId"].ShouldBe("1");
        account["ClientSecret"].ShouldBe("2");
    }

    [Fact]
    public void Load_NewAccountSwitchedOff_IsOff()
    {
        using var folder = new ConfigFolder()
            .With("PICOCLAW_CHANNEL_LIST__acme__CLIENT_ID", "1")
            .With("PICOCLAW_CHANNEL_LIST__acme__CLIENT_SECRET", "2")
            .With("PICOCLAW_CHANNEL_LIST__acme__ENABLED", "false");

        folder.Load()["Accounts:acme:Enabled"].ShouldBe("false");
    }

    [Fact]
    public void Load_OriginalNamesBesideANewAccount_MakeAnAccountOfTheirOwn()
    {
        using var folder = new ConfigFolder()
            .With("PICOCLAW_CHANNELS_DINGTALK_CLIENT_ID", "1")
            .With("PICOCLAW_CHANNELS_DINGTALK_CLIENT_SECRET", "2")
            .With("PICOCLAW_CHANNEL_LIST__acme__CLIENT_ID", "3")
            .With("PICOCLAW_CHANNEL_LIST__acme__CLIENT_SECRET", "4");

        folder.Load()["Accounts:dingtalk:ClientId"].ShouldBe("1");
        folder.Load()["Accounts:acme:ClientId"].ShouldBe("3");
    }

    [Fact]
    public void Load_HalfOfANewAccount_IsAnError()
    {
        using var folder = new ConfigFolder(One).With("PICOCLAW_CHANNEL_LIST__acme__CLIENT_SECRET", "S3cret");

        folder.Error().ShouldBe(
            "environment variable PICOCLAW_CHANNEL_LIST__acme__CLIENT_SECRET: names the account \"acme\", which the config file does not have. "
            + "Set PICOCLAW_CHANNEL_LIST__acme__CLIENT_ID as well to create it, or correct the name.");
    }

    [Theory]
    [InlineData("PICOCLAW_CHANNEL_LIST__my_bot__CLIENT_SECRT")]
    [InlineData("PICOCLAW_CHANNEL_LIST__my_bot")]
    [InlineData("PICOCLAW_CHANNEL_LIST_my_bot_CLIENT_SECRET")]
    [InlineData("PICOCLAW_CHANNELS_DINGTALK_CLIENT_SECRT")]
    [InlineData("PICOCLAW_AGENTS_DEFAULTS_MAX_TOKEN")]
    public void Load_UnknownVariable_IsAnErrorThatNamesIt(string variable)
    {
        using var folder = new ConfigFolder(One).With(variable, "S3cret");

        folder.Error().ShouldStartWith($"environment variable {variable}: is not known. Write ");
        folder.Error().ShouldNotContain("S3cret");
    }

    [Fact]
    public void Load_VariableWithABadAccountName_IsAnError()
    {
        using var folder = new ConfigFolder().With("PICOCLAW_CHANNEL_LIST__a__b__CLIENT_ID", "1");

        folder.Error().ShouldContain("is refused: the name of an account must not contain");
    }

    [Fact]
    public void Load_TwoVariablesForOneField_IsAnError()
    {
        using var folder = new ConfigFolder(One)
            .With("PICOCLAW_CHANNEL_LIST__MY_BOT__CLIENT_ID", "1")
            .With("PICOCLAW_CHANNEL_LIST__my_bot__CLIENT_ID", "2");

        folder.Error().ShouldBe(
            "environment variable PICOCLAW_CHANNEL_LIST__my_bot__CLIENT_ID: says the same as PICOCLAW_CHANNEL_LIST__MY_BOT__CLIENT_ID. Unset one of the two.");
    }

    [Fact]
    public void Load_NameThatFitsTwoAccounts_IsAnError()
    {
        using var folder = new ConfigFolder("""
            { "channel_list": { "a-b_c": { "type": "dingtalk", "enabled": false }, "a_b-c": { "type": "dingtalk", "enabled": false } } }
            """).With("PICOCLAW_CHANNEL_LIST__A_B_C__CLIENT_ID", "1");

        folder.Error().ShouldContain("may mean a-b_c or a_b-c.");
    }

    [Fact]
    public void Load_OriginalNames_ApplyToTheOnlyAccount()
    {
        using var folder = new ConfigFolder(One)
            .With("PICOCLAW_CHANNELS_DINGTALK_CLIENT_ID", "i")
            .With("PICOCLAW_CHANNELS_DINGTALK_CLIENT_SECRET", "s")
            .With("PICOCLAW_CHANNELS_DINGTALK_ENABLED", "true")
            .With("PICOCLAW_CHANNELS_DINGTALK_ALLOW_FROM", "u");

        var account = folder.Load().GetSection("Accounts:my-bot");

        account["ClientId"].ShouldBe("i");
        account["ClientSecret"].ShouldBe("s");
        account["AllowFrom:0"].ShouldBe("u");
    }

    [Fact]
    public void Load_OriginalNamesWithoutAnAccount_CreateDingTalk()
    {
        using var folder = new ConfigFolder()
            .With("PICOCLAW_CHANNELS_DINGTALK_CLIENT_ID", "i")
            .With("PICOCLAW_CHANNELS_DINGTALK_CLIENT_SECRET", "s");

        folder.Load()["Accounts:dingtalk:Enabled"].ShouldBe("true");
    }

    [Fact]
    public void Load_OriginalNamesWithSeveralAccounts_IsAnErrorThatNamesTheRightOnes()
    {
        using var folder = new ConfigFolder(Two).With("PICOCLAW_CHANNELS_DINGTALK_CLIENT_SECRET", "S3cret");

        folder.Error().ShouldBe(
            "environment variable PICOCLAW_CHANNELS_DINGTALK_CLIENT_SECRET: does not say which of 2 accounts it means. "
            + "Set PICOCLAW_CHANNEL_LIST__a__CLIENT_SECRET or PICOCLAW_CHANNEL_LIST__b__CLIENT_SECRET instead.");
    }

    [Theory]
    [InlineData("PICOCLAW_BROKER", "memory", "PicoClaw:Broker", "memory")]
    [InlineData("PICOCLAW_BROKER", "amqps://u:p@x/v", "PicoClaw:Broker", "amqps://u:p@x/v")]
    [InlineData("PICOCLAW_STORE", "postgres://u:p@x/y", "Store:Postgres", "postgres://u:p@x/y")]
    [InlineData("PICOCLAW_STORE", "postgres://u:p@x/y", "Store:Directory", null)]
    [InlineData("PICOCLAW_STORE", "Host=x;Database=y", "Store:Postgres", "Host=x;Database=y")]
    [InlineData("PICOCLAW_STORE", "/folder", "Store:Directory", "/folder")]
    [InlineData("PICOCLAW_GATEWAY_HOST", "::1", "Gateway:Host", "::1")]
    [InlineData("PICOCLAW_GATEWAY_HOST", " [::1] ", "Gateway:Host", "::1")]
    [InlineData("PICOCLAW_GATEWAY_HOST", " LocalHost ", "Gateway:Host", "localhost")]
    [InlineData("PICOCLAW_GATEWAY_PORT", "81", "Gateway:Port", "81")]
    [InlineData("PICOCLAW_GATEWAY_PORT", " 81\r", "Gateway:Port", "81")]
    [InlineData("PICOCLAW_EGRESS_UNKNOWN_OUTCOME", " retry ", "Egress:Delivery:UnknownOutcome", "Retry")]
    [InlineData("PICOCLAW_BROKER", " amqp://x ", "PicoClaw:Broker", "amqp://x")]
    [InlineData("PICOCLAW_ADMINS", "a,b", "Agent:Commands:Admins:1", "b")]
    [InlineData("PICOCLAW_SESSION_DIMENSIONS", "chat,sender", "Agent:Session:Dimensions:1", "sender")]
    [InlineData("PICOCLAW_RETENTION_TURN_DAYS", "7", "Agent:Retention:TurnDays", "7")]
    [InlineData("PICOCLAW_AGENTS_DEFAULTS_LANGUAGE", "en", "Agent:Defaults:Language", "en")]
    [InlineData("PICOCLAW_AGENTS_DEFAULTS_MODEL_NAME", "m", "Agent:Defaults:ModelName", "m")]
    [InlineData("PICOCLAW_AGENTS_DEFAULTS_MODEL_FALLBACKS", "m,n", "Agent:Defaults:ModelFallbacks:1", "n")]
    [InlineData("PICOCLAW_AGENTS_DEFAULTS_TEMPERATURE", "0.5", "Agent:Defaults:Temperature", "0.5")]
    [InlineData("PICOCLAW_AGENTS_DEFAULTS_MAX_LLM_RETRIES", "9", "Agent:Defaults:MaxLlmRetries", "9")]
    public void Load_OtherVariable_ReplacesTheFilesValue(string variable, string value, string key, string? expected)
    {
        using var folder = new ConfigFolder("""
            { "broker": "amqp://file", "store": "/file", "gateway": { "host": "10.0.0.1", "port": 1 },
              "agents": { "defaults": { "model_name": "f", "model_fallbacks": ["f"], "temperature": 0 } } }
            """).With(variable, value);

        folder.Load()[key].ShouldBe(expected);
    }

    [Theory]
    [InlineData("PICOCLAW_GATEWAY_PORT", "abc", "expected a whole number from 0 to 65535, found another value.")]
    [InlineData("PICOCLAW_GATEWAY_PORT", "-1", "expected a whole number from 0 to 65535, found -1.")]
    [InlineData("PICOCLAW_BROKER", "S3cret", "expected \"memory\" or the address")]
    [InlineData("PICOCLAW_STORE", "mysql://u:S3cret@x/y", "expected a folder or the address of a PostgreSQL database")]
    [InlineData("PICOCLAW_CHANNEL_LIST__my_bot__ENABLED", "yes", "expected true or false, found another value.")]
    [InlineData("PICOCLAW_CHANNEL_LIST__my_bot__CLIENT_SECRET", "file://nowhere", "is read from the file ")]
    public void Load_VariableWithAWrongValue_IsAnErrorThatNamesIt(string variable, string value, string expected)
    {
        using var folder = new ConfigFolder(One).With(variable, value);

        folder.Error().ShouldStartWith($"environment variable {variable}: {expected}");
        folder.Error().ShouldNotContain("S3cret");
    }

    [Fact]
    public void Load_VariablesOfTheOriginalThatAreNotUsed_AreListedAsIgnored()
    {
        using var folder = new ConfigFolder()
            .With("PICOCLAW_CHANNELS_TELEGRAM_TOKEN", "S3cret")
            .With("PICOCLAW_AGENTS_DEFAULTS_SUBTURN_MAX_DEPTH", "1")
            .With("PICOCLAW_AGENTS_DEFAULTS_STEERING_MODE", "all");

        folder.Warnings().ShouldHaveSingleItem().ShouldEndWith(
            ": PICOCLAW_AGENTS_DEFAULTS_STEERING_MODE, PICOCLAW_AGENTS_DEFAULTS_SUBTURN_MAX_DEPTH, PICOCLAW_CHANNELS_TELEGRAM_TOKEN.");
    }

    [Fact]
    public void Load_WhitespaceInAVariable_IsTrimmedWithAWarningThatNamesIt()
    {
        using var folder = new ConfigFolder(One).With("PICOCLAW_CHANNEL_LIST__my_bot__CLIENT_SECRET", "S3cret\n");

        folder.Load()["Accounts:my-bot:ClientSecret"].ShouldBe("S3cret");
        folder.Warnings().ShouldHaveSingleItem().ShouldBe(
            "environment variable PICOCLAW_CHANNEL_LIST__my_bot__CLIENT_SECRET: has whitespace around its value, which was removed.");
    }
}
