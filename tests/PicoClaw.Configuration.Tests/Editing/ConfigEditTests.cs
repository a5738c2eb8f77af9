using System.Text.Json.Nodes;
using PicoClaw.Configuration.Editing;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Editing;

public sealed class ConfigEditTests
{
    private const string DingTalk = "dingtalk";

    [Fact]
    public async Task Save_NoFile_WritesOneThatTheBotReads()
    {
        using var folder = new ConfigFolder();
        var edit = Open(folder);

        edit.Accounts.Set(DingTalk, DingTalk, ("client_id", "dingnew"), ("client_secret", "secret-value"));
        edit.Models.Set("chat", "deepseek/deepseek-chat", "sk-value", apiBase: null);
        await edit.SaveAsync(NoCheck);

        edit.IsNew.ShouldBeTrue();
        var settings = folder.Load();
        settings["Accounts:dingtalk:ClientId"].ShouldBe("dingnew");
        settings["Accounts:dingtalk:Enabled"].ShouldBe("true");
        settings["Models:0:ApiKeys:0"].ShouldBe("sk-value");
        settings["Agent:Defaults:ModelName"].ShouldBe("chat");
        folder.Warnings().ShouldBeEmpty();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(folder.ConfigFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Save_OtherThings_StayInTheirOrder()
    {
        const string before =
            """
            {
              "_comment": "我的机器人 <ours>",
              "gateway": {
                "port": 18800
              },
              "channels": {
                "telegram": {
                  "enabled": true
                },
                "dingtalk": {
                  "enabled": false,
                  "client_id": "dingold",
                  "client_secret": "secret-old",
                  "allow_from": [
                    123,
                    "u1"
                  ]
                }
              },
              "model_list": [
                {
                  "model_name": "old",
                  "model": "openai/old",
                  "api_keys": [
                    "sk-old"
                  ]
                }
              ]
            }

            """;
        using var folder = new ConfigFolder(before);
        var edit = Open(folder);

        edit.Accounts.Set(DingTalk, "DingTalk", ("client_id", "dingnew"), ("api_base", null));
        await edit.SaveAsync(NoCheck);

        (await File.ReadAllTextAsync(folder.ConfigFile, TestContext.Current.CancellationToken)).ShouldBe(
            before.ReplaceLineEndings("\n")
                .Replace("dingold", "dingnew", StringComparison.Ordinal)
                .Replace("\"enabled\": false", "\"enabled\": true", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"channel_list":{"acme":{"type":"dingtalk","settings":{"client_id":"old"}}}}""", "$.channel_list.acme.settings.client_id")]
    [InlineData("""{"channel_list":{"acme":{"type":"dingtalk","client_id":"old","settings":{}}}}""", "$.channel_list.acme.client_id")]
    [InlineData("""{"channel_list":{"acme":{"type":"DingTalk","client_id":"old"}}}""", "$.channel_list.acme.client_id")]
    [InlineData("""{"channel_list":{"other":{"type":"dingtalk"}}}""", "$.channel_list.acme.settings.client_id")]
    public void Set_Account_IsWrittenWhereItStands(string json, string path)
    {
        using var folder = new ConfigFolder(json);
        var edit = Open(folder);

        edit.Accounts.Set(DingTalk, "acme", ("client_id", "new"));

        var found = path.Split('.')[1..].Aggregate(JsonNode.Parse(edit.Text), (node, name) => node?[name]);
        ((string?)found).ShouldBe("new");
        edit.Text.ShouldNotContain("\"old\"");
    }

    [Fact]
    public void Set_ModelOfTheSameName_IsChanged()
    {
        using var folder = new ConfigFolder(
            """{"model_list":[{"model_name":"chat","model":"openai/a","api_key":"sk-old","rpm":3}],"agents":{"defaults":{"model":"other","max_tokens":9}}}""");
        var edit = Open(folder);

        edit.Models.Set("Chat", "openai/b", "sk-new", new Uri("https://host/v1"));

        JsonNode.DeepEquals(JsonNode.Parse(edit.Text), JsonNode.Parse(
            """
            {
              "model_list": [{ "model_name": "chat", "model": "openai/b", "rpm": 3, "api_base": "https://host/v1", "api_keys": ["sk-new"] }],
              "agents": { "defaults": { "model": "Chat", "max_tokens": 9 } }
            }
            """)).ShouldBeTrue(edit.Text);
    }

    [Theory]
    [InlineData("{ \"gateway\": }", "line 1, column 14")]
    [InlineData("{ } // mine", "a comment is not allowed")]
    [InlineData("[]", "expected an object")]
    [InlineData("{ \"store\": \"a\", \"store\": \"b\" }", "written twice")]
    [InlineData("", "the file is empty")]
    public void Open_BrokenFile_SaysWhereAndChangesNothing(string json, string expected)
    {
        using var folder = new ConfigFolder(json);

        Should.Throw<ConfigException>(() => Open(folder)).Message.ShouldContain(expected);

        File.ReadAllText(folder.ConfigFile).ShouldBe(json);
    }

    [Fact]
    public async Task Save_CheckFails_ChangesNothingAndLeavesNothing()
    {
        using var folder = new ConfigFolder("{}");
        var edit = Open(folder);
        edit.Accounts.Set(DingTalk, DingTalk, ("client_id", "dingnew"));

        await Should.ThrowAsync<InvalidOperationException>(() => edit.SaveAsync(draft =>
        {
            File.ReadAllText(draft).ShouldContain("dingnew");
            throw new InvalidOperationException();
        }));

        File.ReadAllText(folder.ConfigFile).ShouldBe("{}");
        Directory.GetFiles(folder.PathOf(".")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task Save_SomebodyElseWroteMeanwhile_KeepsTheirs(string? before)
    {
        const string theirs = """{ "gateway": { "port": 1 } }""";
        using var folder = new ConfigFolder(before);
        var edit = Open(folder);

        edit.Accounts.Set(DingTalk, DingTalk, ("client_id", "dingnew"));
        var error = await Should.ThrowAsync<ConfigChangedException>(() => edit.SaveAsync(_ => File.WriteAllTextAsync(folder.ConfigFile, theirs, Cancel)));

        error.Message.ShouldContain("changed by somebody else meanwhile");
        File.ReadAllText(folder.ConfigFile).ShouldBe(theirs);
        Directory.GetFiles(folder.PathOf(".")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Save_FileIsALink_KeepsTheLink()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        using var folder = new ConfigFolder();
        var target = folder.Write("real/config.json", "{}");
        File.CreateSymbolicLink(folder.ConfigFile, target);
        var edit = Open(folder);

        edit.Accounts.Set(DingTalk, DingTalk, ("client_id", "dingnew"));
        await edit.SaveAsync(NoCheck);

        new FileInfo(folder.ConfigFile).LinkTarget.ShouldBe(target);
        File.ReadAllText(target).ShouldContain("dingnew");
    }

    [Fact]
    public async Task Save_FolderCannotBeWritten_SaysWhatToDo()
    {
        using var folder = new ConfigFolder();
        var file = folder.Write("file", "");
        var edit = ConfigEdit.Open(Path.Combine(file, "config.json"), folder.Environment);

        (await Should.ThrowAsync<ConfigException>(() => edit.SaveAsync(NoCheck))).Message.ShouldContain("--config");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConfigEdit Open(ConfigFolder folder) => ConfigEdit.Open(null, folder.Environment);

    private static Task NoCheck(string draft) => Task.CompletedTask;
}
