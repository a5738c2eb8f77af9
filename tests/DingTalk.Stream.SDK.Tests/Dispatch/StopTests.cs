using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DingTalk.Stream.Tests.Dispatch;

public sealed class StopTests
{
    [Fact]
    public async Task Stop_HandlersInFlight_TheirAcksGoOutBeforeTheLinkCloses()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();
        await link.SendAsync(Frames.Bot("m1", conversation: "a"));
        await link.SendAsync(Frames.Bot("m2", conversation: "a"));
        await link.SendAsync(Frames.Bot("m3", conversation: "b"));
        await gate.EnteredAsync();
        await gate.EnteredAsync();

        fixture.Stop();
        await fixture.Clock.TimerStarted(due => due == fixture.Options.DrainTimeout);
        await link.SendAsync(Frames.Bot("m4", conversation: "c"));
        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        fixture.Running.IsCompleted.ShouldBeFalse();
        foreach (var id in new[] { "m1", "m2", "m3", "m4" })
        {
            gate.Release(id);
        }

        await fixture.Running.Soon();

        // Those that waited are handled as well; without an ack where the close frame went out first.
        var acked = (await link.AllAcksAsync()).Select(ack => ack.MessageId).ToList();
        acked.ShouldContain("m1");
        acked.ShouldContain("m3");
        link.ClientClosed.ShouldBeTrue();
        await gate.EnteredAsync();
        await gate.EnteredAsync();
        fixture.Client.Status.State.ShouldBe(StreamState.Stopped);
    }

    [Fact]
    public async Task Stop_FrameCrossesTheCloseFrame_IsHandledAtOnceAndNotOnlyWhenItComesAgain()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        gate.Release("m1");
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();
        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        link.Crossing = Frames.Bot("m1");

        fixture.Stop();
        await fixture.Running.Soon();

        (await gate.EnteredAsync()).ShouldBe("m1");
        (await link.AllAcksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stop_LinkOpen_NoTimerRemains()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        await fixture.Clock.TimerStarted(due => due == fixture.Options.KeepAliveInterval);

        fixture.Stop();
        await fixture.Running.Soon();

        // On another thread: the last wait disposes of its timer only when its continuation, which is this test, yields the thread.
        (await Task.Run(() => SpinWait.SpinUntil(() => fixture.Clock.LiveTimers == 0, TimeSpan.FromMinutes(1))))
            .ShouldBeTrue($"{fixture.Clock.LiveTimers} timers are left");
    }

    [Fact]
    public async Task Stop_AckInFlightOnALinkBeingLeft_IsSent()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var old = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();
        await fixture.Statuses.Reached(StreamState.Open);
        fixture.Clock.Advance(fixture.Options.MinBackoff);
        await old.SendAsync(Frames.Bot("m1"));
        await gate.EnteredAsync();
        await old.SendAsync(Frames.Disconnect());
        await fixture.Server.LinkAsync();
        await fixture.Statuses.Reached(StreamState.Open);

        fixture.Stop();
        await fixture.Clock.TimerStarted(due => due == fixture.Options.DrainTimeout);
        gate.Release("m1");
        await fixture.Running.Soon();

        (await old.AllAcksAsync()).ShouldHaveSingleItem().MessageId.ShouldBe("m1");
    }

    [Fact]
    public async Task Stop_HandlerOutlastsTheDrain_IsCancelledAndStaysUnacked()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();
        await link.SendAsync(Frames.Bot("m1"));
        await gate.EnteredAsync();

        fixture.Stop();
        await fixture.Clock.TimerStarted(due => due == fixture.Options.DrainTimeout);
        fixture.Clock.Advance(fixture.Options.DrainTimeout);
        await fixture.Running.Soon();

        await gate.Cancelled.Soon();
        (await link.AllAcksAsync()).ShouldBeEmpty();
        fixture.Logged.ShouldContain(line => line.Contains("1 handlers were still running"));
    }

    [Fact]
    public async Task Stop_HandlerIgnoresCancellation_RunEndsAnyway()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate { ObeysCancellation = false };
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();
        await link.SendAsync(Frames.Bot("m1"));
        await gate.EnteredAsync();

        fixture.Stop();
        await fixture.Clock.TimerStarted(due => due == fixture.Options.DrainTimeout);
        fixture.Clock.Advance(fixture.Options.DrainTimeout);

        await fixture.Running.Soon();
        gate.Release("m1");
    }

    [Theory]
    [InlineData("blocks")]
    [InlineData("throws")]
    public async Task Stop_HandlerMisbehavesWhenCancelled_LinkIsClosedAnyway(string how)
    {
        await using var fixture = await ClientFixture.CreateAsync();
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.OnBot(async (_, cancellationToken) =>
        {
            await using var registration = cancellationToken.Register(() =>
            {
                if (how == "throws")
                {
                    throw new InvalidOperationException("handler's bug");
                }

                release.Wait(TestContext.Current.CancellationToken);
            });
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            return HandlerResult.Ok();
        });
        var link = await fixture.RunAndLinkAsync();
        await link.SendAsync(Frames.Bot("m1"));
        await entered.Task.Soon();

        fixture.Stop();
        await fixture.Clock.TimerStarted(due => due == fixture.Options.DrainTimeout);
        fixture.Clock.Advance(fixture.Options.DrainTimeout);
        if (how == "blocks")
        {
            await fixture.Clock.TimerStarted(due => due == TimeSpan.FromSeconds(1));
            fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await fixture.Running.Soon();
        await link.Ended.Soon();
        fixture.Client.Status.State.ShouldBe(StreamState.Stopped);
        fixture.Logged.ShouldContain(line => line.Contains("when it is cancelled"));
        release.Set();
    }

    [Fact]
    public async Task Stop_WhileWaitingToRetry_EndsImmediately()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Server.NextAnswers.Enqueue((401, "{}"));
        fixture.OnBot(Handle.Ok).Run();
        await fixture.Statuses.Reached(StreamState.Refused);

        fixture.Stop();

        await fixture.Running.Soon();
        fixture.Client.Status.ShouldBe(new StreamStatus { State = StreamState.Stopped });
    }

    [Fact]
    public async Task DisposeAsync_WhileRunning_StopsAndRefusesToRunAgain()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        await fixture.Client.DisposeAsync();

        fixture.Running.IsCompletedSuccessfully.ShouldBeTrue();
        await link.Ended.Soon();
        Should.Throw<ObjectDisposedException>(() => { _ = fixture.Client.RunAsync(CancellationToken.None); });
    }

    [Fact]
    public async Task RunAsync_MisuseOfRegistration_IsRefusedWithAReason()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        Should.Throw<InvalidOperationException>(
            () => { _ = fixture.Client.RunAsync(CancellationToken.None); }).Message.ShouldContain("Register a handler");
        fixture.OnBot(Handle.Ok);
        Should.Throw<ArgumentException>(() => fixture.OnBot(Handle.Ok)).Message.ShouldContain("handler already");
        Should.Throw<ArgumentException>(() => fixture.Client.On(FrameTypes.System, "ping", (_, _) => default));
        await fixture.RunAndLinkAsync();

        Should.Throw<InvalidOperationException>(() => fixture.Client.On("EVENT", "*", (_, _) => default)).Message.ShouldContain("before");
        Should.Throw<InvalidOperationException>(
            () => { _ = fixture.Client.RunAsync(CancellationToken.None); }).Message.ShouldContain("already");
    }

    [Fact]
    public void Constructor_NoSecret_IsRefusedByName()
    {
        using var http = new HttpClient();
        var options = new DingTalkStreamOptions { ClientId = "id", ClientSecret = " " };

        Should.Throw<ArgumentException>(
            () => new DingTalkStreamClient(options, http, TimeProvider.System, NullLogger<DingTalkStreamClient>.Instance))
            .Message.ShouldContain("ClientSecret");
    }
}
