using PicoClaw.Gateway.Tests.Testing;

namespace PicoClaw.Gateway.Tests.Commands;

public sealed class ParseErrorTests
{
    [Theory]
    [InlineData("gatway is not known. Did you mean gateway? picoclaw --help lists what there is.", "gatway")]
    [InlineData("--emulater is not known. Did you mean --emulator? picoclaw gateway --help lists what there is.", "gateway", "--emulater")]
    [InlineData("soup is not known. picoclaw dead list --help lists what there is.", "dead", "list", "soup")]
    [InlineData("such as http://127.0.0.1:5080/. picoclaw gateway --help lists what there is.", "gateway", "--emulator", "5081")]
    public async Task WrongWord_IsOneLineOnStandardError(string expected, params string[] words)
    {
        var run = await CommandRun.OfAsync(words);

        run.Exit.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Error.TrimEnd().ShouldEndWith(expected);
        run.Error.TrimEnd().ShouldNotContain('\n');
    }

    [Theory]
    [InlineData()]
    [InlineData("dead")]
    public async Task NoCommand_ShowsTheHelp(params string[] words)
    {
        var run = await CommandRun.OfAsync(words);

        run.Exit.ShouldBe(1);
        run.Output.ShouldContain("Commands:");
    }
}
