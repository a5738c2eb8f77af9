using System.Diagnostics;
using PicoClaw.Egress.Tests.Testing;
using DeliverMessage = PicoClaw.Contracts.DeliverMessage;

namespace PicoClaw.Egress.Tests.Scheduling;

/// <summary>On the real clock: how fast the OpenAPI's limit is used, against the emulator that counts for itself.</summary>
public sealed class PacedSendingTests() : EgressTests(onPostgres: false, TimeProvider.System)
{
    private const int Calls = 200;

    [Fact]
    public async Task Drain_TwoHundredCallsOfOneApi_AtTwentyASecondWithoutOneThrottle()
    {
        var replies = new List<DeliverMessage>();
        for (var group = 0; group < Calls; group++)
        {
            var (conversation, route) = await DingTalk.HearAsync(group: $"group {group}");
            replies.Add(new TestLane(conversation, route with { ExpiresAt = DateTimeOffset.UtcNow }, TimeProvider.System).Say($"text {group}"));
        }

        await Egress.PutAsync([.. replies]);
        var stopwatch = Stopwatch.StartNew();
        await Egress.StartAsync();
        await Egress.UntilAsync("sent", replies[^1]);
        await Wait.UntilAsync(async () => await Egress.CountAsync("sent") == Calls);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Calls} calls in {stopwatch.Elapsed.TotalSeconds:0.00} s, {Calls / stopwatch.Elapsed.TotalSeconds:0.00} a second");
        (await DingTalk.RepliesAsync()).Count.ShouldBe(Calls);
        Egress.LogsOf(404).ShouldBeEmpty("a throttle answer puts its reply off");

        // How exactly the limit is used is for the simulated clock to tell: a slow machine takes its own part of every second.
        stopwatch.Elapsed.TotalSeconds.ShouldBeLessThan(6.0 * Calls / 20);
    }
}
