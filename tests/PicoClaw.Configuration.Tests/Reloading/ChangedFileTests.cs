using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Reloading;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Reloading;

/// <summary>The ways in which files change, are replaced, break and vanish.</summary>
public sealed class ChangedFileTests
{
    private const string Config =
        """
        {
          "channels": { "dingtalk": { "enabled": true, "allow_from": ["1"], "client_id": "ding1", "client_secret": "file://secret.key" } },
          "model_list": [ { "model_name": "chat", "model": "deepseek/deepseek-chat", "api_keys": ["file://chat.key"] } ]
        }
        """;

    private static readonly string Changed = Config.Replace("[\"1\"]", "[\"2\"]", StringComparison.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Look_WrittenInPlaceWithSameLengthAndTime_IsSeen()
    {
        using var folder = Started(out var source, out _);
        var at = File.GetLastWriteTimeUtc(folder.ConfigFile);
        folder.Write("config.json", Changed);
        File.SetLastWriteTimeUtc(folder.ConfigFile, at);

        source.Look()!.Live.ShouldHaveSingleItem();
    }

    // An exception a second would be counted in the metrics of every process.
    [Fact]
    public void Look_NothingChanged_ThrowsNothingInside()
    {
        using var folder = Started(out var source, out _);
        var thrown = new ConcurrentQueue<Exception>();
        void Note(object? sender, FirstChanceExceptionEventArgs first)
        {
            if (first.Exception.Message.Contains(folder.PathOf(""), StringComparison.Ordinal))
            {
                thrown.Enqueue(first.Exception);
            }
        }

        AppDomain.CurrentDomain.FirstChanceException += Note;
        source.Look().ShouldBeNull();
        AppDomain.CurrentDomain.FirstChanceException -= Note;

        thrown.ShouldBeEmpty();
    }

    [Fact]
    public void Look_ReplacedByRename_IsSeen()
    {
        using var folder = Started(out var source, out _);
        folder.Write("config.json.new", Changed);
        File.Move(folder.PathOf("config.json.new"), folder.ConfigFile, overwrite: true);

        source.Look()!.Live.ShouldHaveSingleItem();
    }

    // As Kubernetes mounts a ConfigMap: config.json -> ..data/config.json, and ..data -> the folder of a version.
    [Fact]
    public async Task Look_FolderBehindTheLinkIsSwitched_IsSeen()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "symbolic links need rights there");
        using var folder = new ConfigFolder();
        folder.Write("v1/config.json", WithoutKeys(Config));
        folder.Write("v2/config.json", WithoutKeys(Changed));
        File.CreateSymbolicLink(folder.PathOf("..data"), "v1");
        File.CreateSymbolicLink(folder.ConfigFile, "..data/config.json");
        var source = ConfigSource.Of(folder.Load())!;
        File.CreateSymbolicLink(folder.PathOf("..data_tmp"), "v2");
        await RunAsync("mv", "-T", folder.PathOf("..data_tmp"), folder.PathOf("..data"));

        source.Look()!.Live.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("chat.key", "model_list", "")]
    [InlineData("secret.key", "", "client_secret of the account dingtalk")]
    public void Look_SecretsFileChanged_IsReadAgain(string file, string live, string needRestart)
    {
        using var folder = Started(out var source, out _);
        folder.Write(file, "rotated");

        var change = source.Look()!;

        (string.Join(',', change.Live), string.Join(',', change.NeedRestart)).ShouldBe((live, needRestart));
    }

    [Fact]
    public void Look_SecurityFileAppears_IsRead()
    {
        using var folder = Started(out var source, out var configuration);
        folder.Write(".security.yml", "model_list:\n  chat:\n    api_keys: [\"sk-2\"]\n");

        source.Use(source.Look()!);

        configuration["Models:0:ApiKeys:0"].ShouldBe("sk-2");
    }

    [Fact]
    public void Look_AnyPrefixOfTheFile_IsAProblemOnOneLineAndTheWholeFileIsNot()
    {
        using var folder = Started(out var source, out _);
        var bytes = Encoding.UTF8.GetBytes(Changed);
        var last = Changed.LastIndexOf('}');
        for (var length = 0; length <= last; length++)
        {
            folder.Write("config.json", bytes[..length]);

            var problem = source.Look()!.Problem.ShouldNotBeNull();

            problem.ShouldStartWith($"{folder.ConfigFile}, line ");
            problem.ShouldContain(", column ");
            problem.ShouldNotContain('\n');
        }

        folder.Write("config.json", bytes);
        source.Look().ShouldNotBeNull().Live.ShouldBe(["allow_from of the account dingtalk"]);
    }

    [Fact]
    public void Look_SeveralProblems_NamesTheFirstAndCountsTheOthers()
    {
        using var folder = Started(out var source, out _);
        folder.Write("config.json", """{ "channels": 1, "agents": { "defaults": { "turn_timeout": 1, "turns_per_minute": "x" } } }""");

        source.Look()!.Problem.ShouldBe(
            $"{folder.ConfigFile}, line 1, column 15: channels expected an object {{ }}, found a number. (and 2 more)");
    }

    [Fact]
    public void Look_FileDeleted_IsAProblemAndNotAnEmptyConfiguration()
    {
        using var folder = Started(out var source, out var configuration);
        File.Delete(folder.ConfigFile);

        source.Look()!.Problem.ShouldBe($"{folder.ConfigFile}: the config file does not exist.");

        source.Look().ShouldBeNull();
        configuration["Accounts:dingtalk:AllowFrom:0"].ShouldBe("1");
        folder.Write("config.json", Config);
        source.Look().ShouldNotBeNull().ShouldSatisfyAllConditions(
            change => change.Problem.ShouldBeNull(), change => change.Live.ShouldBeEmpty(), change => change.NeedRestart.ShouldBeEmpty());
    }

    [Fact]
    public void Look_FileThatCameLaterDeleted_IsAProblemToo()
    {
        using var folder = new ConfigFolder()
            .With("PICOCLAW_CHANNELS_DINGTALK_CLIENT_ID", "ding1").With("PICOCLAW_CHANNELS_DINGTALK_CLIENT_SECRET", "s");
        var source = ConfigSource.Of(folder.Load())!;
        folder.Write("config.json", """{ "channels": { "dingtalk": { "enabled": true, "allow_from": ["1"] } } }""");
        source.Look()!.Live.ShouldHaveSingleItem();
        File.Delete(folder.ConfigFile);

        source.Look()!.Problem.ShouldNotBeNull();
    }

    [Fact]
    public void Look_SecretsFileEmptyOrGone_IsAProblem()
    {
        using var folder = Started(out var source, out _);
        folder.Write("chat.key", "");
        source.Look()!.Problem.ShouldEndWith("is read from the file " + folder.PathOf("chat.key") + ", which is empty.");

        File.Delete(folder.PathOf("chat.key"));
        source.Look()!.Problem.ShouldEndWith("which does not exist.");
    }

    [Fact]
    public void Look_FileOf10MB_IsRefusedUnread()
    {
        using var folder = Started(out var source, out _);
        folder.Write("config.json", Config + new string(' ', 10_000_000));
        source.Look()!.Problem.ShouldBe($"{folder.ConfigFile}: the config file is larger than 1 MB.");

        folder.Write("config.json", Config + new string(' ', 1_048_576 - Config.Length));
        source.Look()!.Problem.ShouldBeNull();
    }

    [Fact]
    public void Look_FolderInPlaceOfTheFile_IsAProblem()
    {
        using var folder = Started(out var source, out _);
        File.Delete(folder.ConfigFile);
        Directory.CreateDirectory(folder.ConfigFile);

        source.Look()!.Problem.ShouldBe($"{folder.ConfigFile}: the config file is a folder, not a file.");
    }

    // gateway --config <(decrypt config.json): a second reading would wait for ever.
    [Fact(Timeout = 180_000)]
    public async Task Look_Pipe_IsNotReadAgain()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no named pipes in the file system");
        using var folder = new ConfigFolder();
        var pipe = folder.PathOf("pipe");
        await RunAsync("mkfifo", pipe);
        var writing = Task.Run(() => File.WriteAllText(pipe, WithoutKeys(Config)), Cancel);
        var source = ConfigSource.Of(folder.Load(pipe))!;
        await writing;

        (await Task.Run(source.Look, Cancel).WaitAsync(Cancel)).ShouldBeNull();
    }

    private static ConfigFolder Started(out ConfigSource source, out IConfigurationRoot configuration)
    {
        var folder = new ConfigFolder(Config);
        folder.Write("chat.key", "sk-1");
        folder.Write("secret.key", "s-1");
        configuration = folder.Load();
        source = ConfigSource.Of(configuration)!;
        return folder;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.ShouldBe(0);
    }

    private static string WithoutKeys(string config) => config
        .Replace("file://secret.key", "secret", StringComparison.Ordinal)
        .Replace("file://chat.key", "sk-1", StringComparison.Ordinal);
}
