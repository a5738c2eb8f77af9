using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Link;

public sealed class DisconnectTests
{
    [Fact]
    public async Task Disconnect_HandlerInFlight_NewLinkOpensFirstAndTheAnswerGoesOutOnTheOld()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var old = await OldEnoughLinkAsync(fixture.OnBot(gate.HandleAsync));
        await old.SendAsync(Frames.Bot("m1"));
        await gate.EnteredAsync();

        await old.SendAsync(Frames.Disconnect());
        var fresh = await fixture.Server.LinkAsync();

        fresh.Ticket.ShouldBe("t+2/=&x");
        old.Ended.IsCompleted.ShouldBeFalse();
        gate.Release("m1");
        (await old.AckAsync()).MessageId.ShouldBe("m1");
        (await fresh.AcksBeforeEchoAsync()).ShouldBeEmpty();
        var open = await fixture.Statuses.Reached(StreamState.Open);
        open.Reconnects.ShouldBe(1);
        fixture.Statuses.All.Count(status => status.State == StreamState.Connecting).ShouldBe(1);
    }

    [Fact]
    public async Task Disconnect_SameConversationOnBothLinks_StaysInOrder()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var old = await OldEnoughLinkAsync(fixture.OnBot(gate.HandleAsync));
        await old.SendAsync(Frames.Bot("m1"));
        await gate.EnteredAsync();
        await old.SendAsync(Frames.Disconnect());
        var fresh = await fixture.Server.LinkAsync();

        await fresh.SendAsync(Frames.Bot("m2"));

        (await fresh.AcksBeforeEchoAsync()).ShouldBeEmpty();
        gate.HasMoreEntered.ShouldBeFalse();
        gate.Release("m1");
        (await old.AckAsync()).MessageId.ShouldBe("m1");
        (await gate.EnteredAsync()).ShouldBe("m2");
        gate.Release("m2");
        (await fresh.AckAsync()).MessageId.ShouldBe("m2");
    }

    [Fact]
    public async Task Disconnect_FrameStillComesOnTheOldLink_IsHandledAndAnsweredThere()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var old = await OldEnoughLinkAsync(fixture.OnBot(Handle.Ok));
        await old.SendAsync(Frames.Disconnect());
        await fixture.Server.LinkAsync();

        await old.SendAsync(Frames.Bot("late"));

        (await old.AckAsync()).MessageId.ShouldBe("late");
    }

    [Fact]
    public async Task Disconnect_ServerClosesTheOldLink_ClientClosesItAndStaysOpen()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var old = await OldEnoughLinkAsync(fixture.OnBot(Handle.Ok));
        await old.SendAsync(Frames.Disconnect());
        var fresh = await fixture.Server.LinkAsync();

        await old.CloseAsync();

        await old.Ended.Soon();
        old.ClientClosed.ShouldBeTrue();
        (await fresh.AcksBeforeEchoAsync()).ShouldBeEmpty();
        fixture.Client.Status.State.ShouldBe(StreamState.Open);
    }

    [Fact]
    public async Task Disconnect_ServerNeverClosesTheOldLink_ClientClosesItWhenNoAckIsOutstanding()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var old = await OldEnoughLinkAsync(fixture.OnBot(Handle.Ok));
        await old.SendAsync(Frames.Disconnect());
        await fixture.Server.LinkAsync();
        await fixture.Clock.TimerStarted(due => due == fixture.Options.HandlerTimeout);

        fixture.Clock.Advance(fixture.Options.HandlerTimeout);

        await old.Ended.Soon();
        old.ClientClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task Disconnect_OnEveryLink_BacksOff()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var first = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();
        await fixture.Statuses.Reached(StreamState.Open);

        await first.SendAsync(Frames.Disconnect());

        await fixture.Clock.TimerStarted(due => due <= fixture.Options.MinBackoff);
        fixture.Clock.Advance(fixture.Options.MinBackoff);
        await fixture.Server.LinkAsync();
    }

    [Fact]
    public async Task Disconnect_NewLinkFails_StatusIsConnectingAndTheOldLinkStillAnswers()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var old = await OldEnoughLinkAsync(fixture.OnBot(Handle.Ok));
        await fixture.Server.CallAsync();
        fixture.Server.NextAnswers.Enqueue((503, ""));

        await old.SendAsync(Frames.Disconnect());
        (await fixture.Statuses.Reached(StreamState.Connecting)).LastError!.ShouldContain("503");

        await old.SendAsync(Frames.Bot("m1"));
        (await old.AckAsync()).MessageId.ShouldBe("m1");
    }

    [Fact]
    public async Task Resend_OldLinkIsGone_AnswerGoesOutOnceOnTheNewLink()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var old = await OldEnoughLinkAsync(fixture.OnBot(gate.HandleAsync));
        await old.SendAsync(Frames.Bot("m1"));
        await gate.EnteredAsync();
        old.Break();
        await fixture.Clock.TimerStarted(due => due < fixture.Options.MinBackoff);
        fixture.Clock.Advance(fixture.Options.MinBackoff);
        var fresh = await fixture.Server.LinkAsync();

        await fresh.SendAsync(Frames.Bot("m1"));
        (await fresh.AcksBeforeEchoAsync()).ShouldBeEmpty();
        gate.Release("m1");

        (await fresh.AckAsync()).MessageId.ShouldBe("m1");
        (await fresh.AcksBeforeEchoAsync()).ShouldBeEmpty();
        gate.HasMoreEntered.ShouldBeFalse();
    }

    [Fact]
    public async Task Ack_ItsLinkIsGone_IsDroppedQuietly()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var old = await OldEnoughLinkAsync(fixture.OnBot(gate.HandleAsync));
        await old.SendAsync(Frames.Bot("m1"));
        await gate.EnteredAsync();
        old.Break();
        await fixture.Clock.TimerStarted(due => due < fixture.Options.MinBackoff);
        gate.Release("m1");
        fixture.Clock.Advance(fixture.Options.MinBackoff);
        var fresh = await fixture.Server.LinkAsync();

        await fresh.SendAsync(Frames.Bot("m2"));
        gate.Release("m2");

        (await fresh.AckAsync()).MessageId.ShouldBe("m2");
        fixture.Logged.ShouldAllBe(line => !line.Contains("m1"));
    }

    private static async Task<ServerLink> OldEnoughLinkAsync(ClientFixture fixture)
    {
        var link = await fixture.RunAndLinkAsync();
        await fixture.Statuses.Reached(StreamState.Open);
        fixture.Clock.Advance(fixture.Options.MinBackoff);
        return link;
    }
}
