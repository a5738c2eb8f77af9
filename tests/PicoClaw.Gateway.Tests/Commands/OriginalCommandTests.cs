using PicoClaw.Gateway.Tests.Testing;

namespace PicoClaw.Gateway.Tests.Commands;

/// <summary>What users of the original type.</summary>
public sealed class OriginalCommandTests
{
    [Theory]
    [InlineData("onboard", "auth", "login", "--provider", "openai")]
    [InlineData("picoclaw agent -m", "cron", "add", "-n", "job")]
    [InlineData("AGENT.md", "skills", "install", "some/skill")]
    [InlineData("picoclaw config check", "migrate", "--dry-run")]
    [InlineData("mcp_servers", "mcp", "list")]
    [InlineData("agents.defaults.model_name", "model", "gpt-5")]
    [InlineData("Logging__LogLevel__Default=Debug", "gateway", "--debug")]
    [InlineData("Logging__LogLevel__Default=Debug", "gateway", "-d")]
    [InlineData("repeats what it is told", "gateway", "-E")]
    [InlineData("conversation of its own", "agent", "-m", "hi", "-s", "cli:default")]
    public async Task OriginalWord_SaysWhatExists(string expected, params string[] words)
    {
        var run = await CommandRun.OfAsync(words);

        run.Exit.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(expected);
        run.Error.TrimEnd().ShouldNotContain('\n');
    }

    [Fact]
    public async Task Help_DoesNotListThem()
    {
        var run = await CommandRun.OfAsync("--help");

        run.Exit.ShouldBe(0);
        run.Output.ShouldNotContain("cron");
        run.Output.ShouldContain("gateway");
    }
}
