using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Entries;

/// <summary>The original keeps secrets in .security.yml beside config.json.</summary>
public sealed class ConfigSecurityFileTests
{
    private const string FileName = ".security.yml";

    private const string Config = """
        { "version": 3,
          "channel_list": { "dingtalk": { "enabled": true, "type": "dingtalk", "settings": { "client_id": "ding1" } } },
          "model_list": [
            { "model_name": "gpt", "model": "openai/gpt", "api_keys": ["old"] },
            { "model_name": "gpt", "model": "openai/gpt-mini" },
            { "model_name": "deepseek", "model": "deepseek/deepseek-chat" } ] }
        """;

    // Found by corrupting the file: the YAML parser itself throws other exceptions, or recurses until the stack is full.
    [Theory]
    [InlineData("\"\\udc00\\u0000\": x", "this is not YAML")]
    [InlineData("[", "the values are nested too deeply (more than 64 levels)")]
    public void Load_YamlThatBreaksItsParser_IsARefusal(string piece, string reason)
    {
        using var folder = new ConfigFolder(Config);
        folder.Write(FileName, piece == "[" ? new string('[', 100_000) : piece);

        folder.Error().ShouldContain(reason);
    }

    [Fact]
    public void Load_SecretsOfAccountsAndModels_WinOverTheFile()
    {
        using var folder = new ConfigFolder(Config);
        folder.Write(FileName, """
            # secrets
            channel_list:
              dingtalk:
                settings:
                  client_secret: "s1" # mine
            model_list:
              gpt:0:
                api_keys:
                  - "k1"
                  - 'k2'
              gpt:1:
                api_keys: [k3]
              deepseek:
                api_key: 12345
            """);

        var config = folder.Load();

        config["Accounts:dingtalk:ClientSecret"].ShouldBe("s1");
        config.GetSection("Models").GetChildren().Select(
            model => string.Join(",", model.GetSection("ApiKeys").GetChildren().Select(key => key.Value)))
            .ShouldBe(["k1,k2", "k3", "12345"]);
        folder.Warnings().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("channels:\n  dingtalk:\n    client_secret: s1\n")]
    [InlineData("channels: { dingtalk: { client_secret: s1 } }")]
    [InlineData("\uFEFFchannel_list:\r\n  dingtalk:\r\n    client_secret: file://s\r\n")]
    [InlineData("channel_list:\n  dingtalk:\n    settings:\n      client_secret: ${SECRET}\n")]
    public void Load_EitherListAndEveryWayToWriteIt_IsRead(string yaml)
    {
        using var folder = new ConfigFolder(Config).With("SECRET", "s1");
        folder.Write(FileName, yaml);
        folder.Write("s", "s1\n");

        folder.Load()["Accounts:dingtalk:ClientSecret"].ShouldBe("s1");
    }

    [Fact]
    public void Load_BaseName_IsForAllEntriesOfThatName()
    {
        using var folder = new ConfigFolder(Config);
        folder.Write(FileName, "channels:\n  dingtalk:\n    client_secret: s\nmodel_list:\n  gpt:\n    api_keys: [k]\n");

        folder.Load()["Models:0:ApiKeys:0"].ShouldBe("k");
        folder.Load()["Models:1:ApiKeys:0"].ShouldBe("k");
    }

    [Fact]
    public void Load_NamesOfNothing_AreWarned()
    {
        using var folder = new ConfigFolder(Config);
        folder.Write(FileName, """
            channels: { dingtalk: { client_secret: s }, telegram: { token: S3cret }, dingtalc: { client_secret: S3cret } }
            model_list:
              gtp: { api_keys: [S3cret] }
              gpt: { api_keys: [k] }
              deepseek: { api_keys: [k] }
            web: { brave: { api_key: S3cret } }
            """);

        folder.Warnings().ShouldBe(
        [
            $"{folder.PathOf(FileName)}, line 1, column 74: channels.dingtalc is the name of no account in config.json, so it is not used.",
            $"{folder.PathOf(FileName)}, line 3, column 3: model_list.gtp is the model_name of no entry of model_list in config.json, so it is not used.",
            "Ignored, because this edition of PicoClaw does not use it: channels.telegram (.security.yml), web (.security.yml).",
        ]);
    }

    [Theory]
    [InlineData("channels:\n\tdingtalk: S3cret", "line 2, column 1: this is not YAML.")]
    [InlineData("a: \"S3cret", "this is not YAML.")]
    [InlineData("a: 1\na: S3cret", "this is not YAML.")]
    [InlineData("- S3cret", "line 1, column 1: expected names with values below them, found a list [ ].")]
    [InlineData("channels:\n  dingtalk: S3cret", "line 2, column 13: channels.dingtalk expected names with values below them, found text.")]
    [InlineData("channels:\n  dingtalk:\n    secret: S3cret", "line 3, column 5: unknown field: channels.dingtalk.secret.")]
    [InlineData(
        "model_list:\n  gpt:\n    api_keys:\n      - a: S3cret",
        "line 4, column 9: model_list.gpt.api_keys[0] expected text in double quotes, found an object { }.")]
    public void Load_WrongFile_NamesThePlaceButNoValue(string yaml, string expected)
    {
        using var folder = new ConfigFolder(Config);
        folder.Write(FileName, yaml);

        folder.Error().ShouldContain($"{folder.PathOf(FileName)}, line ");
        folder.Error().ShouldContain(expected);
        folder.Error().ShouldNotContain("S3cret");
    }

    [Fact]
    public void Load_AnchorThatHoldsItself_Ends()
    {
        using var folder = new ConfigFolder(Config);
        folder.Write(FileName, "channels: &a\n  dingtalk: *a\n");

        folder.Error().ShouldContain(FileName);
    }

    [Fact]
    public void Load_OpenToOthers_Warns()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no modes");
        using var folder = new ConfigFolder(Config);
        var file = folder.Write(
            FileName, "channels:\n  dingtalk:\n    client_secret: s\nmodel_list:\n  gpt: { api_keys: [k] }\n  deepseek: { api_keys: [k] }\n");
        folder.OpenToOthers(FileName);

        folder.Warnings().ShouldHaveSingleItem().ShouldContain($"chmod 600 \"{file}\"");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    public void Load_NothingInIt_IsNoFault(string yaml)
    {
        using var folder = new ConfigFolder("{}");
        folder.Write(FileName, yaml);

        Should.NotThrow(() => folder.Load());
    }
}
