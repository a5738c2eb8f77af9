using PicoClaw.Agent.Commands;

namespace PicoClaw.Agent.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("/help", "help", "")]
    [InlineData("!help", "help", "")]
    [InlineData("／help", "help", "")]
    [InlineData("！help", "help", "")]
    [InlineData("  /HELP  ", "HELP", "")]
    [InlineData("/model  deep seek ", "model", "deep seek")]
    [InlineData("/model@PicoClaw chat", "model", "chat")]
    [InlineData("/stop\nplease", "stop", "please")]
    [InlineData("/model　通义", "model", "通义")]
    public void TryParse_Command_HasNameAndArguments(string text, string name, string arguments)
    {
        CommandLine.TryParse(text, out var line).ShouldBeTrue();

        line.ShouldBe(new CommandLine(name, arguments));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/ help")]
    [InlineData("/@bot")]
    [InlineData("help")]
    [InlineData("what does /help do?")]
    [InlineData("@PicoClaw")]
    [InlineData("@李雷 /清空")]
    [InlineData("@Override\u2005/new")]
    [InlineData("@PicoClaw what does /help do?")]
    [InlineData("@Override/help")]
    public void TryParse_AnythingElse_IsNone(string text) => CommandLine.TryParse(text, out _).ShouldBeFalse();
}
