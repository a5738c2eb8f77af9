using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Schema;

public sealed class ConfigSecretTests
{
    [Theory]
    [InlineData("S3cret")]
    [InlineData("S3cret\n")]
    [InlineData("S3cret\r\n")]
    [InlineData("\uFEFFS3cret\n")]
    public void Load_SecretInAFile_IsReadWithoutAWarning(string content)
    {
        using var folder = new ConfigFolder(Account("file://secrets/dingtalk"));
        folder.Write("secrets/dingtalk", content);

        folder.Load()["Accounts:dingtalk:ClientSecret"].ShouldBe("S3cret");
        folder.Warnings().ShouldBeEmpty();
    }

    [Fact]
    public void Load_SecretFileWithWhitespace_IsTrimmedWithAWarning()
    {
        using var folder = new ConfigFolder(Account("file://secret"));
        var file = folder.Write("secret", " S3cret\n\n");

        folder.Load()["Accounts:dingtalk:ClientSecret"].ShouldBe("S3cret");
        folder.Warnings().ShouldHaveSingleItem().ShouldBe(
            $"{folder.ConfigFile}, line 1, column 84: channels.dingtalk.client_secret is read from the file {file}, "
                + "which has whitespace around the value; it was removed.");
    }

    [Fact]
    public void Load_AbsoluteFileForIdAndKeys_IsRead()
    {
        using var folder = new ConfigFolder();
        var file = folder.Write("elsewhere/value", "v\n");
        folder.Write("config.json", $$"""
            { "channels": { "dingtalk": { "enabled": true, "client_id": "file://{{file}}", "client_secret": "file://{{file}}" } },
              "model_list": [ { "model_name": "a", "model": "b", "api_keys": ["file://elsewhere/value", "k"] } ] }
            """);

        var config = folder.Load();

        config["Accounts:dingtalk:ClientId"].ShouldBe("v");
        config["Models:0:ApiKeys:0"].ShouldBe("v");
        config["Models:0:ApiKeys:1"].ShouldBe("k");
    }

    [Theory]
    [InlineData(null, "does not exist")]
    [InlineData("", "is empty")]
    [InlineData(" \n", "is empty")]
    [InlineData("S3cret\nS3cret\n", "holds more than one line")]
    public void Load_SecretFileThatGivesNoSecret_NamesKeyAndPath(string? content, string expected)
    {
        using var folder = new ConfigFolder(Account("file://secret"));
        if (content is not null)
        {
            folder.Write("secret", content);
        }

        folder.Error().ShouldBe(
            $"{folder.ConfigFile}, line 1, column 84: channels.dingtalk.client_secret is read from the file {folder.PathOf("secret")}, which {expected}.");
    }

    [Fact]
    public void Load_SecretFileIsAFolder_SaysSo()
    {
        using var folder = new ConfigFolder(Account("file://."));

        folder.Error().ShouldContain("which is a folder, not a file.");
    }

    [Fact]
    public void Load_SecretFileIsBinary_SaysSo()
    {
        using var folder = new ConfigFolder(Account("file://secret"));
        folder.Write("secret", [0xFF, 0x00]);

        folder.Error().ShouldContain("which is not UTF-8 text.");
    }

    [Theory]
    [InlineData("file://", "names no file.")]
    [InlineData("enc://S3cret", "is encrypted (enc://), which this edition cannot read.")]
    public void Load_ReferenceThatCannotBeFollowed_SaysWhatToWrite(string reference, string expected)
    {
        using var folder = new ConfigFolder(Account(reference));

        folder.Error().ShouldContain("channels.dingtalk.client_secret " + expected);
        folder.Error().ShouldNotContain("S3cret");
    }

    [Fact]
    public void Load_DisabledAccount_DoesNotNeedItsFiles()
    {
        using var folder = new ConfigFolder(Account("file://missing").Replace("true", "false", StringComparison.Ordinal));

        folder.Load()["Accounts:dingtalk:ClientSecret"].ShouldBeNull();
    }

    [Fact]
    public void Load_WhitespaceAroundCredentials_IsTrimmedWithAWarningEach()
    {
        using var folder = new ConfigFolder("""
            { "channels": { "dingtalk": { "enabled": true,
              "client_id": " id",
              "client_secret": "S3cret\n" } },
              "model_list": [ { "model_name": "a", "model": "b", "api_keys": ["k", "\tS3cret"] } ] }
            """);

        folder.Load()["Accounts:dingtalk:ClientSecret"].ShouldBe("S3cret");
        folder.Load()["Models:0:ApiKeys:1"].ShouldBe("S3cret");
        folder.Warnings().ShouldBe(
        [
            $"{folder.ConfigFile}, line 2, column 16: channels.dingtalk.client_id has whitespace around its value, which was removed.",
            $"{folder.ConfigFile}, line 3, column 20: channels.dingtalk.client_secret has whitespace around its value, which was removed.",
            $"{folder.ConfigFile}, line 4, column 72: model_list[0].api_keys[1] has whitespace around its value, which was removed.",
        ]);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("null")]
    public void Load_EnabledWithoutASecret_NamesTheKeyAndTheVariable(string value)
    {
        using var folder = new ConfigFolder($$"""
            { "channel_list": { "my-bot": { "type": "dingtalk", "enabled": true, "settings": { "client_id": "i", "client_secret": {{value}} } } } }
            """);

        folder.Error().ShouldContain(
            "channel_list.my-bot.settings.client_secret is missing, and the account is enabled. "
                + "Write it, or set PICOCLAW_CHANNEL_LIST__my_bot__CLIENT_SECRET.");
    }

    [Fact]
    public void Load_EnabledWithoutAnything_NamesBothKeys()
    {
        using var folder = new ConfigFolder("""{ "channels": { "dingtalk": { "enabled": true } } }""");

        folder.Error().ShouldContain("line 1, column 17: channels.dingtalk.client_id is missing");
        folder.Error().ShouldContain("line 1, column 17: channels.dingtalk.client_secret is missing");
    }

    [Fact]
    public void Load_SameClientIdInTwoEnabledAccounts_IsAnError()
    {
        using var folder = new ConfigFolder(Twins("true"));

        folder.Error().ShouldBe(
            $"{folder.ConfigFile}, line 3, column 60: channel_list.b.client_id is the same as channel_list.a.client_id on line 2. "
            + "One DingTalk app is one account: disable one of the two, or write another app's id.");
    }

    [Fact]
    public void Load_SameClientIdInADisabledAccount_IsAccepted()
    {
        using var folder = new ConfigFolder(Twins("false"));

        folder.Load()["Accounts:b:ClientId"].ShouldBe("1");
    }

    [Theory]
    [InlineData("""{ "channels": { "dingtalk": { "enabled": true, "client_id": "1", "client_secret": "S3cret" } } }""", true)]
    [InlineData("""{ "model_list": [ { "model_name": "a", "model": "b", "api_keys": ["S3cret"] } ] }""", true)]
    [InlineData("""{ "broker": "amqp://u:S3cret@x" }""", true)]
    [InlineData("""{ "broker": "amqp://x" }""", false)]
    [InlineData("""{ "store": "postgres://u:S3cret@x/y" }""", true)]
    [InlineData("""{ "store": "Host=x;Password=S3cret" }""", true)]
    [InlineData("""{ "store": "/folder" }""", false)]
    [InlineData("""{ "channels": { "dingtalk": { "enabled": true, "client_id": "1", "client_secret": "file://secret" } } }""", false)]
    public void Load_FileThatOthersCanRead_IsAWarningWhenItHoldsASecret(string json, bool warns)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var folder = new ConfigFolder(json);
        folder.Write("secret", "S3cret");
        folder.OpenToOthers();

        folder.Warnings().Count(warning => warning.Contains($"chmod 600 \"{folder.ConfigFile}\"", StringComparison.Ordinal)).ShouldBe(warns ? 1 : 0);
    }

    private static string Account(string secret) =>
        $$"""{ "channels": { "dingtalk": { "enabled": true, "client_id": "1", "client_secret":  "{{secret}}" } } }""";

    private static string Twins(string enabled) => $$"""
        { "channel_list": {
          "a": { "type": "dingtalk", "enabled": true, "client_id": "1", "client_secret": "x" },
          "b": { "type": "dingtalk", "enabled": {{enabled}}, "client_id": "1", "client_secret": "y" } } }
        """;
}
