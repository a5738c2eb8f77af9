using System.Text;
using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Documents;

public sealed class ConfigPathTests
{
    private const string Broker = """{ "broker": "memory" }""";

    [Fact]
    public void Load_DefaultFile_IsFoundInPicoClawHome()
    {
        using var folder = new ConfigFolder(Broker);

        var config = folder.Load();

        config["PicoClaw:ConfigFile"].ShouldBe(folder.ConfigFile);
        config["PicoClaw:Searched"].ShouldBe(folder.ConfigFile);
        config["PicoClaw:Home"].ShouldBe(Path.GetDirectoryName(folder.ConfigFile));
        config["PicoClaw:Broker"].ShouldBe("memory");
    }

    [Fact]
    public void Load_NoPicoClawHome_LooksInTheUsersFolder()
    {
        using var folder = new ConfigFolder();
        folder.Environment.Remove("PICOCLAW_HOME");
        var file = folder.Write("home/.picoclaw/config.json", Broker);

        folder.Load()["PicoClaw:ConfigFile"].ShouldBe(file);
        folder.Load()["PicoClaw:Home"].ShouldBe(folder.PathOf("home/.picoclaw"));
    }

    [Fact]
    public void Load_DefaultFileMissing_IsNoError()
    {
        using var folder = new ConfigFolder();

        var config = folder.Load();

        config["PicoClaw:ConfigFile"].ShouldBeNull();
        config["PicoClaw:Searched"].ShouldBe(folder.ConfigFile);
    }

    [Fact]
    public void Load_Argument_WinsOverTheVariable()
    {
        using var folder = new ConfigFolder();
        var named = folder.Write("a.json", Broker);
        folder.With("PICOCLAW_CONFIG", folder.PathOf("missing.json"));

        folder.Load(named)["PicoClaw:ConfigFile"].ShouldBe(named);
    }

    [Fact]
    public void Load_Variable_WinsOverTheHomeAndExpandsTheTilde()
    {
        using var folder = new ConfigFolder("{}");
        var named = folder.Write("home/a.json", Broker);

        folder.With("PICOCLAW_CONFIG", "~/a.json").Load()["PicoClaw:ConfigFile"].ShouldBe(named);
    }

    [Fact]
    public void Load_NamedFileMissing_IsAnError()
    {
        using var folder = new ConfigFolder("{}");
        var missing = folder.PathOf("missing.json");

        folder.Error(missing).ShouldBe($"{missing}: the config file does not exist.");
        folder.With("PICOCLAW_CONFIG", missing).Error().ShouldBe($"{missing} (named by PICOCLAW_CONFIG): the config file does not exist.");
    }

    [Fact]
    public void Load_Folder_IsOneSentence()
    {
        using var folder = new ConfigFolder();
        Directory.CreateDirectory(folder.ConfigFile);

        folder.Error().ShouldBe($"{folder.ConfigFile}: the config file is a folder, not a file.");
    }

    [Fact]
    public void Explain_NoPermission_IsOneSentence() =>
        ConfigFile.Explain(new UnauthorizedAccessException("Access to the path is denied."))
            .ShouldBe("cannot be read: this user has no permission to read it");

    [Fact]
    public void Load_ByteOrderMark_IsAccepted()
    {
        using var folder = new ConfigFolder();
        folder.Write("config.json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Broker)]);

        folder.Load()["PicoClaw:Broker"].ShouldBe("memory");
    }

    [Fact]
    public void Load_BytesThatAreNotUtf8_IsAnErrorWithPosition()
    {
        using var folder = new ConfigFolder();
        folder.Write("config.json", [.. "{\n  \"é\": \""u8, 0xD6, 0xD0, .. "\" }"u8]);

        folder.Error().ShouldBe($"{folder.ConfigFile}, line 2, column 9: a byte here is not UTF-8. Save the file as UTF-8.");
    }

    [Fact]
    public void Load_Utf16_SaysSo()
    {
        using var folder = new ConfigFolder();
        folder.Write("config.json", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Broker)]);

        folder.Error().ShouldContain("saved as UTF-16. Save it as UTF-8.");
    }

    [Fact]
    public void AddPicoClawConfig_NoEnvironmentGiven_TakesThatOfTheProcess() =>
        Should.Throw<ConfigException>(() => new Microsoft.Extensions.Configuration.ConfigurationBuilder().AddPicoClawConfig("/nowhere/config.json"))
            .Message.ShouldBe("/nowhere/config.json: the config file does not exist.");
}
