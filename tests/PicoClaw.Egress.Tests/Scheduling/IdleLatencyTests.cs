using System.Threading.Channels;
using DingTalk.Emulator;
using Microsoft.Extensions.Hosting;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Scheduling;

/// <summary>On the real clock: from a reply's arrival to its request, on an idle service.</summary>
public abstract class IdleLatencyTests(bool onPostgres) : EgressTests(onPostgres, TimeProvider.System)
{
    [Fact]
    public async Task Put_NothingElseToDo_IsCalledAtOnce()
    {
        var lane = await HearAsync("group");
        var calls = Channel.CreateBounded<long>(1000);
        Egress.Gate.HoldRequest = _ => !calls.Writer.TryWrite(TimeProvider.System.GetTimestamp());
        await Egress.StartAsync();
        var latencies = new List<double>();
        foreach (var number in Enumerable.Range(0, 100))
        {
            var reply = lane.Say($"{number}");
            var start = TimeProvider.System.GetTimestamp();
            await Egress.PutAsync(reply);
            latencies.Add(TimeProvider.System.GetElapsedTime(start, await Wait.ForAsync(calls.Reader)).TotalMilliseconds);
            await Egress.UntilAsync("sent", reply);
        }

        latencies.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"from arrival to request: quickest {latencies[0]:0.0} ms, p50 {latencies[50]:0.0} ms, p95 {latencies[95]:0.0} ms");

        // A timer in between would show in all of them; the delay of a busy machine does not show in the quickest.
        latencies[0].ShouldBeLessThan(400, "no timer may have a part in it: the shortest is half a second");
    }

    private protected override void Configure(EmulatorOptions options) => options.SessionWebhookPerMinute = 0;

    private protected override void Configure(IHostApplicationBuilder builder)
    {
        builder.Configuration["Egress:Limits:WebhookMessagesPerMinute"] = "0";

        // A reply that only the sweep finds is not sent at all.
        builder.Configuration["Lanes:SweepInterval"] = "01:00:00";
    }
}
