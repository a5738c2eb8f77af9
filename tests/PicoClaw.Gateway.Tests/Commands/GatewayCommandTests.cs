using PicoClaw.Gateway.Commands;

namespace PicoClaw.Gateway.Tests.Commands;

public sealed class GatewayCommandTests
{
    [Theory]
    [InlineData("gateway")]
    [InlineData("gateway", "--emulator")]
    [InlineData("gateway", "--emulator", "http://127.0.0.1:5081")]
    [InlineData("gateway", "--emulator", "http://localhost:5081/", "--verbose")]
    [InlineData("gateway", "--emulator", "http://[::1]:5081")]
    [InlineData("gateway", "--emulator", "http://0.0.0.0:5081", "--emulator-public")]
    [InlineData("gateway", "--emulator-public", "--emulator", "http://192.0.2.1:5081")]
    [InlineData("gateway", "--broker", "amqp://host", "--config", "/tmp/config.json")]
    [InlineData("version")]
    public void Parse_KnownWords_AreAccepted(params string[] words) => PicoClawCommand.Create().Parse(words).Errors.ShouldBeEmpty();

    [Theory]
    [InlineData("--emulator", "gateway", "--emulator", "5081")]
    [InlineData("--emulator", "gateway", "--emulator", "https://127.0.0.1:5081")]
    [InlineData("not local to this machine", "gateway", "--emulator", "http://0.0.0.0:5081")]
    [InlineData("not local to this machine", "gateway", "--emulator", "http://[::]:5081")]
    [InlineData("not local to this machine", "gateway", "--emulator", "http://192.0.2.1:5081")]
    [InlineData("not local to this machine", "gateway", "--emulator", "http://localhost.example:5081")]
    [InlineData("--emulator-public", "gateway", "--emulator", "http://0.0.0.0:5081")]
    [InlineData("has no port", "gateway", "--emulator", "http://127.0.0.1:0")]
    [InlineData("--emulator", "gateway", "--emulator", "http://*:5081")]
    [InlineData("--emulator", "gateway", "--emulator", "http://127.0.0.1:5081/path")]
    [InlineData("--emulator", "gateway", "--emulator", "http://user@127.0.0.1:5081")]
    [InlineData("--browker", "gateway", "--browker", "memory")]
    public void Parse_WrongWords_AreNamed(string named, params string[] words) =>
        string.Join('\n', PicoClawCommand.Create().Parse(words).Errors.Select(error => error.Message)).ShouldContain(named);

    [Fact]
    public async Task Version_IsPrinted()
    {
        using var output = new StringWriter();

        var exit = await PicoClawCommand.Create().Parse(["version"]).InvokeAsync(new() { Output = output }, TestContext.Current.CancellationToken);

        exit.ShouldBe(0);
        output.ToString().ShouldMatch(@"^\d+\.\d+\.\d+");
    }
}
