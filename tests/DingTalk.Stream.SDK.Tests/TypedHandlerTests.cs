using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests;

public sealed class TypedHandlerTests
{
    private const string CardTopic = "/v1.0/card/instances/callback";

    [Fact]
    public async Task CardCallback_Update_LeavesWithTheAck()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Client.OnCardCallback(
            (callback, _) => new(new CardUpdate { CardData = new Dictionary<string, string> { ["by"] = callback.UserId! } }));
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Make("CALLBACK", CardTopic, "c1", """{"outTrackId":"trk-1","userId":"u1"}"""));

        var ack = await link.AckAsync();
        ack.Code.ShouldBe(200);
        ack.Data.ShouldContain("""{"cardParamMap":{"by":"u1"}}""");
        (await fixture.Server.CallAsync()).Body.ShouldContain($$"""{"type":"CALLBACK","topic":"{{CardTopic}}"}""");
    }

    [Fact]
    public async Task CardCallback_NoUpdate_AcksANullResponse()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Client.OnCardCallback((_, _) => new((CardUpdate?)null));
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Make("CALLBACK", CardTopic, "c1", "{}"));

        (await link.AckAsync()).Data.ShouldBe("""{"response":null}""");
    }

    [Fact]
    public async Task CardCallback_Malformed_IsAckedWith400()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Client.OnCardCallback((_, _) => new((CardUpdate?)null));
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Make("CALLBACK", CardTopic, "c1", "no json"));

        (await link.AckAsync()).Code.ShouldBe(400);
    }

    [Fact]
    public async Task CardCallbacks_WithoutACard_DoNotWaitForEachOther()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var inside = 0;
        var bothInside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Client.OnCardCallback(async (_, cancellationToken) =>
        {
            if (Interlocked.Increment(ref inside) == 2)
            {
                bothInside.SetResult();
            }

            await bothInside.Task.WaitAsync(cancellationToken);
            return null;
        });
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Make("CALLBACK", CardTopic, "c1", "{}"));
        await link.SendAsync(Frames.Make("CALLBACK", CardTopic, "c2", "{}"));

        (await link.AckAsync()).Code.ShouldBe(200);
        (await link.AckAsync()).Code.ShouldBe(200);
    }

    [Fact]
    public void StreamEvent_HeadersMissing_FallsBackToTheFramesId()
    {
        var happened = StreamEvent.From(
            new StreamFrame { Type = "EVENT", Headers = new FrameHeaders([new("messageId", "m1"), new("eventBornTime", "soon")]) });

        happened.ShouldBe(new StreamEvent { EventId = "m1", EventType = "" });
    }

    [Fact]
    public async Task Event_Success_IsAckedAndItsCopyTooWithoutTheHandler()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var seen = new List<StreamEvent>();
        fixture.Client.OnEvent((happened, _) =>
        {
            seen.Add(happened);
            return new(EventOutcome.Success);
        });
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Event);
        (await link.AckAsync()).ShouldBe(new Ack(200, "e1", "OK", """{"status":"SUCCESS"}"""));
        await link.SendAsync(Event);

        (await link.AckAsync()).ShouldBe(new Ack(200, "e1", "OK", """{"status":"SUCCESS"}"""));
        seen.ShouldHaveSingleItem().ShouldBe(new StreamEvent
        {
            EventId = "ev-1",
            EventType = "user_add_org",
            BornAt = DateTimeOffset.FromUnixTimeMilliseconds(1769900000123),
            CorpId = "corp",
            UnifiedAppId = "app",
            Data = "{}",
        });
    }

    [Fact]
    public async Task Event_Later_IsResentAndHandledAgain()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var calls = 0;
        fixture.Client.OnEvent((_, _) => new(++calls == 1 ? EventOutcome.Later("busy") : EventOutcome.Success));
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Event);
        (await link.AckAsync()).ShouldBe(new Ack(500, "e1", "busy", """{"status":"LATER","message":"busy"}"""));
        await link.SendAsync(Event);

        (await link.AckAsync()).Code.ShouldBe(200);
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task Message_ResentAfterItWasHandled_GetsTheSameAckWithoutASecondRun()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var calls = 0;
        fixture.OnBot((_, _) =>
        {
            calls++;
            return new(HandlerResult.Ok("""{"response":{"n":1}}"""));
        });
        var link = await fixture.RunAndLinkAsync();
        await link.SendAsync(Frames.Bot("m1"));
        var first = await link.AckAsync();
        link.Break();
        await fixture.Clock.TimerStarted(due => due < fixture.Options.MinBackoff);
        fixture.Clock.Advance(fixture.Options.MinBackoff);
        var fresh = await fixture.Server.LinkAsync();

        await fresh.SendAsync(Frames.Bot("m1"));

        (await fresh.AckAsync()).ShouldBe(first);
        calls.ShouldBe(1);
    }

    [Fact]
    public async Task Message_ResentAfterTheAckExpired_IsHandledAgain()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var calls = 0;
        fixture.OnBot((_, _) =>
        {
            calls++;
            return new(HandlerResult.Ok());
        });
        var link = await fixture.RunAndLinkAsync();
        await link.SendAsync(Frames.Bot("m1"));
        await link.AckAsync();

        fixture.Clock.Advance(TimeSpan.FromMinutes(6));
        await link.SendAsync(Frames.Bot("m1"));
        await link.AckAsync();

        calls.ShouldBe(2);
    }

    private static string Event => Frames.Make("EVENT", "*", "e1", "{}").Replace(
        "\"headers\":{",
        "\"headers\":{\"eventId\":\"ev-1\",\"eventType\":\"user_add_org\","
        + "\"eventBornTime\":1769900000123,\"eventCorpId\":\"corp\",\"eventUnifiedAppId\":\"app\",",
        StringComparison.Ordinal);
}
