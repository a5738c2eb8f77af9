using PicoClaw.Agent.Tools.Files;

namespace PicoClaw.Agent.Tests.Tools;

public sealed class WorkspaceFilesTests : IDisposable
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("picoclaw-files-");
    private readonly WorkspaceFiles _files;

    public WorkspaceFilesTests()
    {
        string[] files =
            ["outside.pdf", "w/a.pdf", "w/sub/b.pdf", "w/.env", "w/.git/config", "w/config.json", "w/own.json", "w/id.key", "w/store/agent.log"];
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
            File.WriteAllText(PathOf(file), "text");
        }

        File.WriteAllText(PathOf("w/empty.pdf"), "");
        _files = new WorkspaceFiles(PathOf("w"), [PathOf("w/own.json"), PathOf("w/store")]);
    }

    public void Dispose() => _place.Delete(recursive: true);

    [Theory]
    [InlineData("a.pdf", "a.pdf")]
    [InlineData("sub/b.pdf", "b.pdf")]
    [InlineData("sub\\b.pdf", "b.pdf")]
    public void Find_FileOfTheWorkspace_IsFound(string path, string name) => _files.Find(path, out _)!.Name.ShouldBe(name);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../outside.pdf")]
    [InlineData("sub/../../outside.pdf")]
    [InlineData("sub\\..\\..\\outside.pdf")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\Windows\\win.ini")]
    [InlineData("a.pdf\0.txt")]
    [InlineData("sub//b.pdf")]
    [InlineData("sub")]
    [InlineData("missing.pdf")]
    [InlineData("empty.pdf")]
    [InlineData(".env")]
    [InlineData(".git/config")]
    [InlineData("config.json")]
    [InlineData("CONFIG.JSON")]
    [InlineData("own.json")]
    [InlineData("id.key")]
    [InlineData("store/agent.log")]
    public void Find_AnythingElse_IsRefusedWithASentence(string path)
    {
        _files.Find(path, out var problem).ShouldBeNull();

        problem.ShouldNotBeNullOrEmpty();
        problem.ShouldNotContain(_place.FullName);
    }

    [Theory]
    [InlineData("link.pdf", "../outside.pdf")]
    [InlineData("inner.pdf", "a.pdf")]
    [InlineData("dangling.pdf", "/nowhere")]
    public void Find_Link_IsRefused(string name, string target)
    {
        File.CreateSymbolicLink(PathOf($"w/{name}"), target);

        _files.Find(name, out var problem).ShouldBeNull();

        problem.ShouldBe("this file must not be sent.");
    }

    [Fact]
    public void Find_WithinALinkedFolder_IsRefused()
    {
        Directory.CreateDirectory(PathOf("secret"));
        File.WriteAllText(PathOf("secret/c.pdf"), "text");
        Directory.CreateSymbolicLink(PathOf("w/folder"), PathOf("secret"));

        _files.Find("folder/c.pdf", out var problem).ShouldBeNull();

        problem.ShouldBe("this file must not be sent.");
    }

    [Fact]
    public void Find_Pipe_IsRefusedWithoutOpeningIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Windows has no pipes in folders.");
        using var made = System.Diagnostics.Process.Start("mkfifo", PathOf("w/pipe.pdf"));
        made.WaitForExit();

        _files.Find("pipe.pdf", out var problem).ShouldBeNull();

        problem.ShouldBe("the file is empty.");
    }

    [Fact]
    public void Find_LargerThanMayBeSent_IsRefused()
    {
        using (var file = File.Create(PathOf("w/large.zip")))
        {
            file.SetLength(OutgoingFiles.MaxBytes + 1);
        }

        _files.Find("large.zip", out var problem).ShouldBeNull();

        problem.ShouldBe(WorkspaceFiles.TooLarge);
    }

    private string PathOf(string name) => Path.Combine(_place.FullName, Path.Combine(name.Split('/')));
}
