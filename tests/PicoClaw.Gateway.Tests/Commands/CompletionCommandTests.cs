using System.Diagnostics;
using PicoClaw.Gateway.Tests.Testing;

namespace PicoClaw.Gateway.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("picoclaw gate", "gateway")]
    [InlineData("picoclaw gateway --emulator-", "--emulator-public")]
    [InlineData("picoclaw config sc", "schema")]
    public async Task Suggest_Line_GivesTheWords(string line, string expected)
    {
        var run = await CommandRun.OfAsync($"[suggest:{line.Length}]", line);

        run.Exit.ShouldBe(0, run.Error);
        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order().ShouldBe(expected.Split(','));
    }

    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "compdef ")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Script_OfTheShell_IsPrinted(string shell, string expected)
    {
        var run = await CommandRun.OfAsync("completion", shell);

        run.Exit.ShouldBe(0, run.Error);
        run.Output.ShouldContain(expected);
        run.Output.ShouldContain("[suggest:");
        run.Output.ShouldNotContain("\r");
    }

    [Fact]
    public async Task Script_OfBash_CompletesInBash()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash is not here");
        var script = (await CommandRun.OfAsync("completion", "bash")).Output;
        const string use =
            """
            picoclaw() { [ "$1" = "[suggest:13]" ] && [ "$2" = "picoclaw gate" ] && printf 'gateway\ndead\n'; }
            COMP_LINE="picoclaw gate"; COMP_POINT=13; COMP_WORDS=(picoclaw gate); COMP_CWORD=1
            _picoclaw
            printf '%s|' "${COMPREPLY[@]}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", script + use]) { RedirectStandardOutput = true })!;

        (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("gateway|");
    }
}
