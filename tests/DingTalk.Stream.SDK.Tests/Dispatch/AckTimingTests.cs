using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Dispatch;

public sealed class AckTimingTests
{
    [Fact]
    public async Task BeforeHandling_HandlerRuns_IsAckedOnce()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var link = await RunAsync(fixture, gate.HandleAsync);

        await link.SendAsync(Frames.Bot("m1"));
        await link.SendAsync(Frames.Bot("m2"));

        // The second message waits for the first; its ack does not.
        (await link.AckAsync()).ShouldBe(new Ack(200, "m1", "OK", """{"response":null}"""));
        (await link.AckAsync()).MessageId.ShouldBe("m2");
        (await gate.EnteredAsync()).ShouldBe("m1");
        gate.Release("m1", HandlerResult.Failed("no room"));
        (await gate.EnteredAsync()).ShouldBe("m2");
        gate.Release("m2");
        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task BeforeHandling_ResentFrame_IsAckedAgainAndNotHandled()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var link = await RunAsync(fixture, gate.HandleAsync);
        await link.SendAsync(Frames.Bot("m1"));
        var first = await link.AckAsync();
        await gate.EnteredAsync();

        await link.SendAsync(Frames.Bot("m1"));

        (await link.AckAsync()).ShouldBe(first);
        gate.Release("m1");
        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        gate.HasMoreEntered.ShouldBeFalse();
    }

    [Fact]
    public async Task BeforeHandling_LongerThanTheTimeout_IsNotCancelled()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var link = await RunAsync(fixture, gate.HandleAsync);
        await link.SendAsync(Frames.Bot("m1"));
        await gate.EnteredAsync();

        fixture.Clock.Advance(fixture.Options.HandlerTimeout * 10);

        gate.Cancelled.IsCompleted.ShouldBeFalse();
        gate.Inside.ShouldBe(1);
        gate.Release("m1");
    }

    [Fact]
    public async Task BeforeHandling_HandlerThrows_LogsThatItIsNotResent()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var link = await RunAsync(fixture, (_, _) => throw new InvalidOperationException("broken"));

        await link.SendAsync(Frames.Bot("m1"));

        (await link.AckAsync()).Code.ShouldBe(200);
        await SaidAsync(fixture, "failed after frame m1 was acked, so it will not be re-sent");
    }

    [Fact]
    public async Task BeforeHandling_TheStopEndsWhileItWaits_IsLogged()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var link = await RunAsync(fixture, gate.HandleAsync);
        await link.SendAsync(Frames.Bot("m1"));
        await link.SendAsync(Frames.Bot("m2"));
        await link.AckAsync();
        await link.AckAsync();
        await gate.EnteredAsync();

        fixture.Stop();
        await fixture.Clock.TimerStarted(due => due == fixture.Options.DrainTimeout);
        fixture.Clock.Advance(fixture.Options.DrainTimeout);
        await fixture.Running.Soon();

        gate.HasMoreEntered.ShouldBeFalse();
        await SaidAsync(fixture, "stopped before frame m2 was handled; it was acked on arrival");
    }

    [Fact]
    public async Task BeforeHandling_StoppedWhileItWaits_IsHandledAllTheSame()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var link = await RunAsync(fixture, gate.HandleAsync);
        await link.SendAsync(Frames.Bot("m1"));
        await link.SendAsync(Frames.Bot("m2"));
        await link.AckAsync();
        await link.AckAsync();
        await gate.EnteredAsync();

        fixture.Stop();
        await fixture.Clock.TimerStarted(due => due == fixture.Options.DrainTimeout);
        gate.Release("m1");
        gate.Release("m2");
        await fixture.Running.Soon();

        (await gate.EnteredAsync()).ShouldBe("m2");
    }

    // The line is logged after the event that the test waits for.
    private static Task SaidAsync(ClientFixture fixture, string words) =>
        fixture.Logger.Collector.GetLogsAsync(TestContext.Current.CancellationToken)
            .FirstAsync(record => record.Message.Contains(words, StringComparison.Ordinal), TestContext.Current.CancellationToken)
            .AsTask().Soon();

    private static Task<ServerLink> RunAsync(ClientFixture fixture, Func<BotMessage, CancellationToken, ValueTask<HandlerResult>> handler)
    {
        fixture.Client.OnBotMessage(handler, AckTiming.BeforeHandling);
        return fixture.RunAndLinkAsync();
    }
}
