using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;

namespace EndToEnd.Tests;

/// <summary>Programs read the output of a container.</summary>
public sealed partial class JsonLogTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Gateway_InAContainer_PrintsNothingButJsonWithTheTraceOfEachMessage()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        await using var gateway = Gateway.StartWith(home, ("DOTNET_RUNNING_IN_CONTAINER", "true"));
        await gateway.ShowsAsync("dingblue: link open", Cancel);
        await gateway.ShowsAsync("dingacme: link open", Cancel);
        using var client = new EmulatorClient(emulator.Address);
        (await client.SayAsync(new { text = "hello", waitSeconds = 120 }, Cancel)).Replies.ShouldHaveSingleItem();
        await gateway.ShowsAsync("Answered ", Cancel);
        gateway.Terminate();
        await gateway.ExitCodeAsync(Cancel);

        var lines = gateway.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var answered = lines.Single(line => line.GetProperty("Message").GetString()!.StartsWith("Answered ", StringComparison.Ordinal));
        lines.ShouldContain(line => Stopping().IsMatch(line.GetProperty("Message").GetString()!));
        answered.GetProperty("Scopes")[0].GetProperty("TraceId").GetString()!.Length.ShouldBe(32);
    }

    // The answer may not be noted as sent yet, and then counts.
    [GeneratedRegex("^Stopping, [0-2] answers in flight")]
    private static partial Regex Stopping();
}
