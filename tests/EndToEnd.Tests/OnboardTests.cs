using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;

namespace EndToEnd.Tests;

/// <summary>From nothing to an answer, with the commands that a new user runs.</summary>
public sealed class OnboardTests
{
    private const string Id = "dingacme";
    private const string Secret = "secret-of-dingacme";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Onboard_Flags_TheGatewayAnswersWithTheWrittenFile()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        using var client = new EmulatorClient(emulator.Address);
        await using var onboard = ServiceProcess.Start(
            "PicoClaw.Gateway",
            "picoclaw",
            [
                "onboard", "--emulator", emulator.Address.ToString(), "--client-id", Id, "--client-secret", Secret,
                "--model", "scripted", "--api-base", $"{emulator.Address}v1",
            ],
            home.Environment);
        (await onboard.ExitCodeAsync(Cancel)).ShouldBe(0, onboard.Output);
        onboard.Output.ShouldNotContain(Secret);
        await using var gateway = Gateway.Start(home);
        await gateway.ShowsAsync("DingTalk channel started (Stream Mode)", Cancel);

        var said = await client.SayAsync(new { text = "hello", app = Id, waitSeconds = 120 }, Cancel);

        said.Replies.ShouldHaveSingleItem().Text.ShouldContain("You said: hello");
    }

    [Fact(Timeout = 180_000)]
    public async Task Onboard_NobodyToAsk_NamesTheFlagOnStandardErrorInOneLine()
    {
        using var home = new TestHome();

        var start = await FailedStart.RunAsync("PicoClaw.Gateway", "picoclaw", ["onboard"], home.Environment, Cancel);

        start.ExitCode.ShouldBe(1);
        start.Output.ShouldBeEmpty();
        start.Errors.ShouldHaveSingleItem().ShouldStartWith("--model is missing");
    }
}
