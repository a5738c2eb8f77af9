namespace EndToEnd.Tests.Docs;

/// <summary>Commands that a page marks as runnable do what they say, in a new user's home and without network.</summary>
public sealed class RunnableBlocksTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Pages() => [.. RunnableBlocks.Pages()];

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Pages))]
    public async Task Blocks_OfPage_RunOneAfterAnother(string page)
    {
        using var shell = new DocShell();
        foreach (var script in RunnableBlocks.Of(page))
        {
            var (exitCode, output) = await shell.RunAsync(script, Cancel);

            exitCode.ShouldBe(0, $"{page}:\n{script}\n{output}");
        }
    }

    [Fact]
    public void Pages_WithRunnableBlocks_AreThese() =>
        RunnableBlocks.Pages().ShouldBe(["docs/install.md", "docs/migrate-from-picoclaw.md", "docs/notifications.md", "docs/operations.md"]);

    [Fact(Timeout = 180_000)]
    public async Task RunAsync_CommandFails_SaysSo()
    {
        using var shell = new DocShell();

        var (exitCode, output) = await shell.RunAsync("echo before\nfalse\necho after\n", Cancel);

        exitCode.ShouldBe(1);
        output.ShouldBe("before\n");
    }
}
