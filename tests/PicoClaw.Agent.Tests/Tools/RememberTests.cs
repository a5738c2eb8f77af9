using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Workspaces;

namespace PicoClaw.Agent.Tests.Tools;

public sealed class RememberTests : IAsyncDisposable
{
    private const string Tool = "remember";
    private const int LongestMemory = 20_000;

    private readonly DirectoryInfo _workspace = Directory.CreateTempSubdirectory("picoclaw-workspace-");
    private readonly ModelLab _lab = new();

    public RememberTests() => Configure(_lab);

    private string Memory => Path.Combine(_workspace.FullName, "memory", "MEMORY.md");

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _workspace.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Agent:Defaults:AllowRemember")]
    [InlineData("Agent:Defaults:Workspace")]
    public void Tools_NotAllowedOrNoWorkspace_AreWithoutIt(string setting)
    {
        _lab.Set(setting, null);

        _lab.ToolNames().ShouldBe(["current_time"]);
    }

    [Fact]
    public async Task Call_Note_IsAppendedAsOneDatedLine()
    {
        (await RememberAsync("Ann likes tea")).ShouldBe("Remembered.");
        _lab.Time.Advance(TimeSpan.FromDays(1));
        (await RememberAsync("  first\nsecond\r\nthird ")).ShouldBe("Remembered.");

        (await ReadAsync()).ShouldBe("- 2026-06-13: Ann likes tea\n- 2026-06-14: first second third\n");
    }

    [Fact]
    public async Task Call_MemoryIsNew_NobodyElseMayReadIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");

        await RememberAsync("Ann likes tea");

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Memory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(Memory)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task Call_NoteWithControlCharacters_IsWrittenWithoutThem()
    {
        (await RememberAsync("tea\0 \u001b[1mwith\u2028milk")).ShouldBe("Remembered.");
        (await RememberAsync("\0")).ShouldStartWith("Error: ");

        (await ReadAsync()).ShouldBe("- 2026-06-13: tea [1mwith milk\n");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task Call_NothingOrTooMuch_IsRefused(int length)
    {
        (await RememberAsync(new string('x', length))).ShouldBe("Error: a note has 1 to 500 characters.");
        (await RememberAsync(new string(' ', length))).ShouldBe("Error: a note has 1 to 500 characters.");

        File.Exists(Memory).ShouldBeFalse();
    }

    [Theory]
    [InlineData('y')]
    [InlineData('字')]
    public async Task Call_MemoryIsAsLongAsThePromptReads_IsFullAndNothingIsWritten(char character)
    {
        var line = "- 2026-06-13: " + new string('x', 500) + "\n";
        var before = new string(character, LongestMemory - line.Length - 1) + "\n";
        await WriteAsync(before);

        (await RememberAsync(new string('x', 500))).ShouldBe("Remembered.");
        (await RememberAsync("z")).ShouldBe("Error: the memory is full; a person has to tidy it up.");

        (await ReadAsync()).ShouldBe(before + line);
        (await new Workspace(Options.Create(new WorkspaceOptions { Workspace = _workspace.FullName }), NullLogger<Workspace>.Instance)
            .ReadAsync(Workspace.MemoryFile, TestContext.Current.CancellationToken)).ShouldBe((before + line).TrimEnd(), "all of it is in the prompt");
    }

    [Fact]
    public async Task Call_MemoryOfAPersonLongerThanThePromptReads_IsFull()
    {
        await WriteAsync(new string('y', 2 * LongestMemory));

        (await RememberAsync("z")).ShouldBe("Error: the memory is full; a person has to tidy it up.");
    }

    [Fact]
    public async Task Call_LastLineIsOpen_BeginsANewOne()
    {
        await WriteAsync("- a person's note");

        (await RememberAsync("z")).ShouldBe("Remembered.");

        (await ReadAsync()).ShouldBe("- a person's note\n- 2026-06-13: z\n");
    }

    [Fact]
    public async Task Call_FolderCannotBeWritten_TellsTheModel()
    {
        await File.WriteAllTextAsync(Path.GetDirectoryName(Memory)!, "a file is in the way", TestContext.Current.CancellationToken);

        (await RememberAsync("Ann likes tea")).ShouldBe("Error: the memory cannot be written here.");
    }

    [Fact]
    public async Task Call_ManyAtOnceInTwoReplicas_EachIsALine()
    {
        await using var other = new ModelLab();
        Configure(other);
        (AIFunction Tool, string Note)[] calls = [.. Calls(_lab, "first"), .. Calls(other, "second")];

        var done = Task.WhenAll(calls.Select(call => Task.Run(() => call.Tool.CallAsync(("note", call.Note)), TestContext.Current.CancellationToken)));
        await Task.WhenAll(_lab.RunAsync(done), other.RunAsync(done));

        (await ReadAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(calls.Select(call => $"- 2026-06-13: {call.Note}"), ignoreOrder: true);
    }

    [Fact]
    public async Task Conversation_AfterANote_IsToldIt()
    {
        await using var service = await ModelService.StartAsync((number, request, response) => number == 1
            ? OpenAiWire.CallAsync(response, request, Tool, """{"note":"Ann likes tea"}""")
            : OpenAiWire.SayAsync(response, request, "good"));
        await using var folder = new AgentFolder { UsesScriptedModel = false };
        folder.Settings["Models:0:ModelName"] = "main";
        folder.Settings["Models:0:Model"] = "scripted";
        folder.Settings["Models:0:ApiBase"] = new Uri(service.Address, "/v1").ToString();
        folder.Settings["Agent:Defaults:AllowRemember"] = "true";
        folder.Settings["Agent:Defaults:Workspace"] = _workspace.FullName;
        var talk = new Talk(folder, await folder.StartAsync());

        (await talk.SayAsync("remember that I like tea")).ShouldBe("good");
        (await talk.SayAsync(Said.Direct("hello", "cidTwo"))).ShouldBe("good");

        var prompts = new List<string?>();
        while (service.Requests.TryRead(out var request))
        {
            prompts.Add(request.Body["messages"]![0]!.ToJsonString());
        }

        prompts.Select(prompt => prompt!.Contains("Ann likes tea", StringComparison.Ordinal)).ShouldBe([false, false, true]);
    }

    private static IEnumerable<(AIFunction Tool, string Note)> Calls(ModelLab lab, string replica)
    {
        var tool = lab.FindTool(Tool);
        return Enumerable.Range(0, 50).Select(number => (tool, $"fact {number} of the {replica}"));
    }

    private void Configure(ModelLab lab)
    {
        lab.Set("Agent:Defaults:AllowRemember", "true");
        lab.Set("Agent:Defaults:Workspace", _workspace.FullName);
    }

    private Task<string> RememberAsync(string note) => _lab.CallAsync(Tool, ("note", note));

    private Task WriteAsync(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Memory)!);
        return File.WriteAllTextAsync(Memory, text, TestContext.Current.CancellationToken);
    }

    private Task<string> ReadAsync() => File.ReadAllTextAsync(Memory, TestContext.Current.CancellationToken);
}
