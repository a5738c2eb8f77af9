using System.Diagnostics;
using PicoClaw.Egress.Tests.Testing;
using DeliverMessage = PicoClaw.Contracts.DeliverMessage;

namespace PicoClaw.Egress.Tests.Sending;

/// <summary>On the real clock: how fast the OpenAPI's limit is used, against the emulator that counts for itself.</summary>
public sealed class PacedSendingTests : IAsyncLifetime
{
    private const int Calls = 200;

    private readonly TestPlace _place = new(onPostgres: false);
    private TestDingTalk _dingTalk = null!;
    private TestEgress _egress = null!;

    public async ValueTask InitializeAsync()
    {
        _dingTalk = await TestDingTalk.StartAsync(TimeProvider.System);
        _egress = await TestEgress.OpenAsync(_place, TimeProvider.System, _dingTalk.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _egress.DisposeAsync();
        await _dingTalk.DisposeAsync();
        await _place.DisposeAsync();
    }

    [Fact]
    public async Task Drain_TwoHundredCallsOfOneApi_AtTwentyASecondWithoutOneThrottle()
    {
        var replies = new List<DeliverMessage>();
        for (var group = 0; group < Calls; group++)
        {
            var (conversation, route) = await _dingTalk.HearAsync(group: $"group {group}");
            replies.Add(new TestThread(conversation, route with { ExpiresAt = DateTimeOffset.UtcNow }, TimeProvider.System).Say($"text {group}"));
        }

        await _egress.PutAsync([.. replies]);
        var stopwatch = Stopwatch.StartNew();
        await _egress.StartAsync();
        await _egress.UntilAsync("sent", replies[^1]);
        await Wait.UntilAsync(async () => await _egress.CountAsync("sent") == Calls);

        TestContext.Current.TestOutputHelper?.WriteLine($"{Calls} calls in {stopwatch.Elapsed.TotalSeconds:0.00} s, {Calls / stopwatch.Elapsed.TotalSeconds:0.00} a second");
        (await _dingTalk.RepliesAsync()).Count.ShouldBe(Calls);
        _egress.LogsOf(404).ShouldBeEmpty("a throttle answer puts its reply off");
        stopwatch.Elapsed.TotalSeconds.ShouldBeLessThan(1.05 * Calls / 20);
    }
}
