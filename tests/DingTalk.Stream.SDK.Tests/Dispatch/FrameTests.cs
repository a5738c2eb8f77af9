using System.Collections.Concurrent;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Dispatch;

public sealed class FrameTests
{
    [Fact]
    public async Task Ping_AnyData_IsEchoedUnchanged()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        await link.SendAsync(Frames.Make("SYSTEM", "ping", "p1", """{ "opaque" : "c0ffee-1 é\n" }"""));

        var ack = await link.AckAsync();
        ack.ShouldBe(new Ack(200, "p1", "OK", """{ "opaque" : "c0ffee-1 é\n" }"""));
        fixture.Client.Status.LastFrameAt.ShouldBe(fixture.Clock.GetUtcNow());
        fixture.Client.Status.LastHeardAt.ShouldBe(fixture.Clock.GetUtcNow());
    }

    [Fact]
    public async Task BotMessage_HandledOk_IsAckedWithEmptyResponse()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        await link.SendAsync(Frames.Bot("m1"));

        (await link.AckAsync()).ShouldBe(new Ack(200, "m1", "OK", """{"response":null}"""));
    }

    [Fact]
    public async Task BotMessage_HeaderNamesInOtherCase_IsHandled()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        await link.SendAsync(
            Frames.Bot("m1").Replace("\"messageId\"", "\"MESSAGEID\"", StringComparison.Ordinal)
                .Replace("\"topic\"", "\"Topic\"", StringComparison.Ordinal));

        (await link.AckAsync()).Code.ShouldBe(200);
    }

    [Theory]
    [InlineData("CALLBACK", "/v1.0/card/instances/callback")]
    [InlineData("EVENT", "*")]
    [InlineData("NOVELTY", "x")]
    [InlineData("", "")]
    public async Task Frame_WithoutHandler_IsAckedWith404(string type, string topic)
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        await link.SendAsync(Frames.Make(type, topic, "m1", "{}"));

        (await link.AckAsync()).ShouldBe(new Ack(404, "m1", "no handler", """{"response":null}"""));
    }

    [Fact]
    public async Task Event_HandledOrFailed_IsAckedInTheEventsOwnWords()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Client.On("EVENT", "*", (frame, _) => new(frame.Data == "1" ? HandlerResult.Ok() : HandlerResult.Failed("say \"later\"")));
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Make("EVENT", "*", "e1", "1"));
        (await link.AckAsync()).ShouldBe(new Ack(200, "e1", "OK", """{"status":"SUCCESS"}"""));
        await link.SendAsync(Frames.Make("EVENT", "*", "e2", "2"));
        (await link.AckAsync()).ShouldBe(new Ack(500, "e2", "say \"later\"", """{"status":"LATER","message":"say \"later\""}"""));
    }

    [Fact]
    public async Task RawTopic_HandlerGivesData_AckCarriesIt()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.Client.On("CALLBACK", "/card", (_, _) => new(HandlerResult.Ok("""{"response":{"a":1}}""")));
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Make("CALLBACK", "/card", "c1", "{}"));

        (await link.AckAsync()).Data.ShouldBe("""{"response":{"a":1}}""");
    }

    [Theory]
    [InlineData("{not json")]
    [InlineData("")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    [InlineData("{\"type\":\"CALLBACK\"")]
    public async Task Frame_NotAJsonObject_IsSkippedReportedAndTheLinkLives(string text)
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var reasons = new ConcurrentQueue<string>();
        fixture.OnBot(Handle.Ok).Client.OnMalformed(reasons.Enqueue);
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(text);

        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        reasons.Count.ShouldBe(1);
        fixture.Client.Status.State.ShouldBe(StreamState.Open);
    }

    [Fact]
    public async Task Frame_TooLarge_IsDroppedAndTheNextOneHandled()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var reasons = new ConcurrentQueue<string>();
        fixture.OnBot(Handle.Ok).Client.OnMalformed(reasons.Enqueue);
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Bot("huge", text: new string('x', 300_000)));
        await link.SendAsync(Frames.Bot("m2"));

        (await link.AckAsync()).MessageId.ShouldBe("m2");
        reasons.ShouldBe([$"the frame is larger than {fixture.Options.MaxFrameBytes} bytes"]);
    }

    [Fact]
    public async Task Frame_InPieces_IsPutTogether()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var text = string.Concat(Enumerable.Repeat("汉字 ", 8_000));
        var received = new TaskCompletionSource<BotMessage>();
        fixture.OnBot((message, _) =>
        {
            received.TrySetResult(message);
            return new(HandlerResult.Ok());
        });
        var link = await fixture.RunAndLinkAsync();
        // Not escaped, so the cuts fall inside characters.
        var frame = Frames.Bot("m1", text: "TEXT").Replace("TEXT", text, StringComparison.Ordinal);

        await link.SendInPiecesAsync(frame, pieceBytes: 777);

        (await received.Task.Soon()).Content.ShouldBe(new TextContent(text));
    }

    [Theory]
    [InlineData("not json: geheim")]
    [InlineData("[\"geheim\"]")]
    [InlineData("")]
    public async Task BotMessage_PayloadMalformed_IsAckedWith400AndReportedWithoutThePayload(string data)
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var reasons = new ConcurrentQueue<string>();
        fixture.OnBot(Handle.Ok).Client.OnMalformed(reasons.Enqueue);
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Make("CALLBACK", Frames.BotTopic, "m1", data));

        (await link.AckAsync()).ShouldBe(new Ack(400, "m1", "bad request", """{"response":null}"""));
        reasons.Count.ShouldBe(1);
        fixture.Logged.ShouldContain(line => line.Contains("m1"));
        fixture.Logged.Concat(reasons).ShouldAllBe(line => !line.Contains("geheim"));
    }

    [Fact]
    public async Task System_OlderDialect_IsLeftUnanswered()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        await link.SendAsync(Frames.Make("SYSTEM", "KEEPALIVE", "k1", "{}"));

        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
    }
}
