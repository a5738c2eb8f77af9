using PicoClaw.Gateway.Commands;
using PicoClaw.Gateway.Tests.Testing;

namespace PicoClaw.Gateway.Tests.Commands;

public sealed class OnboardCommandTests
{
    [Theory]
    [InlineData("onboard")]
    [InlineData("onboard", "--emulator", "--scan", "--no-model")]
    [InlineData("onboard", "--emulator", "http://host:5080", "--client-id", "a", "--client-secret", "b", "--model", "m", "--api-base", "http://host/v1")]
    public void Parse_KnownWords_AreAccepted(params string[] words) => PicoClawCommand.Create().Parse(words).Errors.ShouldBeEmpty();

    [Theory]
    [InlineData("exclude each other", "--scan", "--client-id", "dingdemo")]
    [InlineData("exclude each other", "--no-model", "--model", "a/b")]
    [InlineData("is not an address such as https://host/v1", "--api-base", "host")]
    [InlineData("${NAME}", "--enc")]
    public async Task Run_WordsThatDoNotFit_AreToldInOneLine(string expected, params string[] words)
    {
        var run = await CommandRun.OfAsync(["onboard", .. words]);

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain(expected);
        run.Error.TrimEnd().ShouldNotContain('\n');
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_NobodyToAsk_NamesTheFlag()
    {
        using var file = new ConfigFile();

        var run = await CommandRun.OfAsync("onboard", "--config", file.Path, "--no-model");

        run.Exit.ShouldBe(1);
        run.Error.ShouldStartWith("--client-id and --client-secret are missing");
        file.Names.ShouldBeEmpty();
    }
}
