using System.Threading.Channels;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Sending;

/// <summary>On the real clock: from a reply's arrival to its request, while nothing else is to be done.</summary>
public abstract class IdleLatencyTests(bool onPostgres) : IAsyncLifetime
{
    private readonly TestPlace _place = new(onPostgres);
    private TestDingTalk _dingTalk = null!;
    private TestEgress _egress = null!;

    public async ValueTask InitializeAsync()
    {
        _dingTalk = await TestDingTalk.StartAsync(TimeProvider.System, options => options.SessionWebhookPerMinute = 0);
        _egress = await TestEgress.OpenAsync(_place, TimeProvider.System, _dingTalk.Address, builder =>
        {
            builder.Configuration["Egress:Limits:WebhookMessagesPerMinute"] = "0";

            // A reply that only the sweep finds is not sent at all.
            builder.Configuration["Lanes:SweepInterval"] = "01:00:00";
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _egress.DisposeAsync();
        await _dingTalk.DisposeAsync();
        await _place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Put_NothingElseToDo_IsCalledAtOnce()
    {
        var (conversation, route) = await _dingTalk.HearAsync(group: "group");
        var thread = new TestThread(conversation, route, TimeProvider.System);
        var calls = Channel.CreateBounded<long>(1000);
        _egress.Gate.HoldRequest = _ => !calls.Writer.TryWrite(TimeProvider.System.GetTimestamp());
        await _egress.StartAsync();
        var latencies = new List<double>();
        foreach (var number in Enumerable.Range(0, 100))
        {
            var reply = thread.Say($"{number}");
            var start = TimeProvider.System.GetTimestamp();
            await _egress.PutAsync(reply);
            latencies.Add(TimeProvider.System.GetElapsedTime(start, await Wait.ForAsync(calls.Reader)).TotalMilliseconds);
            await _egress.UntilAsync("sent", reply);
        }

        latencies.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"from arrival to request: quickest {latencies[0]:0.0} ms, p50 {latencies[50]:0.0} ms, p95 {latencies[95]:0.0} ms");

        // A timer between would show in each of them; what a busy machine adds does not show in the quickest.
        latencies[0].ShouldBeLessThan(100, "no timer may have a part in it");
    }
}
