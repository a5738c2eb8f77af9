using System.Net;
using System.Net.Sockets;
using DingTalk.Emulator;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;

namespace EndToEnd.Tests.Traces;

public sealed class CollectorTests
{
    // OpenTelemetry's own limit would be 15 s: five each for traces, metrics and logs.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Stop_CollectorTakesConnectionsAndNeverAnswers_DoesNotWaitForIt()
    {
        using var home = new TestHome();
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        (string, string)[] exports =
            [("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://{collector.LocalEndpoint}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

        var without = await StopAsync(home, emulator, []);
        var with = await StopAsync(home, emulator, exports);

        TestContext.Current.TestOutputHelper?.WriteLine($"{without.TotalSeconds:0.0} s without a collector, {with.TotalSeconds:0.0} s with one");
        (with - without).ShouldBeLessThan(Soon);
    }

    /// <summary>How long a gateway takes to end that has answered once.</summary>
    private static async Task<TimeSpan> StopAsync(TestHome home, EmulatorHost emulator, IEnumerable<(string, string)> exports)
    {
        await using var gateway = Gateway.StartWith(home, exports);
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        using var client = new EmulatorClient(emulator.Address);
        (await client.SayAsync(new { text = "hello", waitSeconds = 120 }, Cancel)).Replies.ShouldHaveSingleItem();

        var begun = TimeProvider.System.GetTimestamp();
        gateway.Terminate();

        (await gateway.ExitCodeAsync(Cancel)).ShouldBe(0, gateway.Output);
        return TimeProvider.System.GetElapsedTime(begun);
    }
}
