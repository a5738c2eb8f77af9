using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Link;

public sealed class RecycleTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Silence_AsLongAsIdleRecycle_OpensTheNewLinkFirstAndTheOldOneStillAnswers()
    {
        await using var fixture = await CreateAsync();
        var gate = new Gate();
        var old = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();
        await old.SendAsync(Frames.Bot("m1"));
        await gate.EnteredAsync();
        await fixture.Clock.TimerStarted(due => due == Idle);

        fixture.Clock.Advance(Idle);
        var fresh = await fixture.Server.LinkAsync();

        old.Ended.IsCompleted.ShouldBeFalse();
        gate.Release("m1");
        (await old.AckAsync()).MessageId.ShouldBe("m1");
        await old.SendAsync(Frames.Bot("m2"));
        gate.Release("m2");
        (await old.AckAsync()).MessageId.ShouldBe("m2");
        (await fresh.AcksBeforeEchoAsync()).ShouldBeEmpty();
        fixture.Client.Status.State.ShouldBe(StreamState.Open);
    }

    [Fact]
    public async Task Silence_LongerThanAnyHandler_TheOldLinkIsClosedAtOnce()
    {
        await using var fixture = await ClientFixture.CreateAsync(options =>
        {
            (options.IdleRecycle, options.HandlerTimeout) = (Idle, Idle);
            return options;
        });
        var old = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        await fixture.Clock.TimerStarted(due => due == Idle);

        fixture.Clock.Advance(Idle);
        var fresh = await fixture.Server.LinkAsync();

        await old.Ended.Soon();
        old.ClientClosed.ShouldBeTrue();
        await fresh.SendAsync(Frames.Bot("m1"));
        (await fresh.AckAsync()).MessageId.ShouldBe("m1");
    }

    [Fact]
    public async Task Silence_Recycled_StatusHasTheReasonAndLogsOnce()
    {
        await using var fixture = await CreateAsync();
        await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        await fixture.Statuses.Reached(StreamState.Open);
        await fixture.Clock.TimerStarted(due => due == Idle);
        var lostAt = fixture.Clock.GetUtcNow() + Idle;

        fixture.Clock.Advance(Idle);

        var status = await fixture.Statuses.Reached(StreamState.Open);
        status.Reconnects.ShouldBe(1);
        status.LastLoss!.ShouldContain("No frame for");
        status.LastLossAt.ShouldBe(lostAt);
        status.LastError.ShouldBeNull();
        fixture.Logged.Count(line => line.Contains("No frame for")).ShouldBe(1);
    }

    [Fact]
    public async Task Silence_NewLinkFails_OldLinkServesOnAndStatusStaysOpen()
    {
        await using var fixture = await CreateAsync();
        var old = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        await fixture.Server.CallAsync();
        await fixture.Clock.TimerStarted(due => due == Idle);
        fixture.Server.NextAnswers.Enqueue((503, ""));

        fixture.Clock.Advance(Idle);
        await fixture.Server.CallAsync();
        await fixture.Clock.TimerStarted(due => due <= fixture.Options.MinBackoff);

        await old.SendAsync(Frames.Bot("m1"));
        (await old.AckAsync()).MessageId.ShouldBe("m1");
        fixture.Client.Status.State.ShouldBe(StreamState.Open);
        fixture.Clock.Advance(fixture.Options.MinBackoff);
        await fixture.Server.LinkAsync();
        fixture.Statuses.All.Count(status => status.State == StreamState.Connecting).ShouldBe(1);
    }

    [Fact]
    public async Task Silence_BrokenByAnyFrame_StartsAnew()
    {
        await using var fixture = await CreateAsync();
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        await fixture.Clock.TimerStarted(due => due == Idle);
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        await link.AcksBeforeEchoAsync();
        await fixture.Server.CallAsync();

        fixture.Clock.Advance(TimeSpan.FromSeconds(5));

        await fixture.Clock.TimerStarted(due => due == TimeSpan.FromSeconds(10));
        fixture.Server.HasMoreCalls.ShouldBeFalse();
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        await fixture.Server.LinkAsync();
    }

    [Fact]
    public async Task Sleep_LongerThanAKeepAliveInterval_ReplacesTheLink()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        await fixture.Statuses.Reached(StreamState.Open);
        await fixture.Clock.TimerStarted(due => due == fixture.Options.KeepAliveInterval);

        fixture.Clock.Slept = TimeSpan.FromHours(8);
        fixture.Clock.Advance(fixture.Options.KeepAliveInterval);

        await fixture.Server.LinkAsync();
        (await fixture.Statuses.Reached(StreamState.Open)).LastLoss!.ShouldContain("The clock jumped by 28800 s");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    public async Task ClockCorrected_ByNoMoreThanAKeepAliveInterval_KeepsTheLink(int seconds)
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        await fixture.Server.CallAsync();
        await fixture.Clock.TimerStarted(due => due == fixture.Options.KeepAliveInterval);

        fixture.Clock.Slept = TimeSpan.FromSeconds(seconds);
        fixture.Clock.Advance(fixture.Options.KeepAliveInterval);

        await fixture.Clock.TimerStarted(due => due == fixture.Options.KeepAliveInterval);
        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        fixture.Server.HasMoreCalls.ShouldBeFalse();
    }

    [Fact]
    public async Task LinkLost_Reopened_StatusKeepsTheReason()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        (await fixture.Statuses.Reached(StreamState.Open)).LastLoss.ShouldBeNull();

        link.Break();
        await fixture.Clock.TimerStarted(due => due < fixture.Options.MinBackoff);
        fixture.Clock.Advance(fixture.Options.MinBackoff);

        var status = await fixture.Statuses.Reached(StreamState.Open);
        status.LastLoss!.ShouldContain("was lost");
        status.LastError.ShouldBeNull();
    }

    [Theory]
    [InlineData("CONNECTED")]
    [InlineData("REGISTERED")]
    [InlineData("KEEPALIVE")]
    [InlineData("novelty")]
    public async Task SystemFrame_OfTheOlderDialect_IsTakenWithoutAnAnswer(string topic)
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        await link.SendAsync(Frames.Make("SYSTEM", topic, "s1", "{}"));

        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        fixture.Client.Status.LastFrameAt.ShouldNotBeNull();
    }

    // Shorter than a keep-alive interval, so the whole silence is one timer.
    private static Task<ClientFixture> CreateAsync() => ClientFixture.CreateAsync(options => new DingTalkStreamOptions
    {
        ClientId = options.ClientId,
        ClientSecret = options.ClientSecret,
        ApiBaseAddress = options.ApiBaseAddress,
        IdleRecycle = Idle,
    });
}
