using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.BadInput;

public sealed class FrameCorpusTests(LongLivedLink shared) : IClassFixture<LongLivedLink>
{
    public static TheoryData<string> Names() => [.. FrameCorpus.All.Select(bad => bad.Name)];

    [Fact]
    public void Corpus_AllCases_AreManyAndDifferent()
    {
        FrameCorpus.All.Count.ShouldBeGreaterThanOrEqualTo(200);
        FrameCorpus.All.GroupBy(bad => (Convert.ToBase64String(bad.Bytes), bad.Type, string.Join(',', bad.Pieces)))
            .Where(same => same.Count() > 1).Select(same => string.Join(" = ", same)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Frame_Fed_HasItsOutcomeAndTheLinkLives(string name)
    {
        var (sink, link, bad) = (shared.Sink, shared.Link, FrameCorpus.Named(name));
        var counted = sink.Malformed.Count;

        await bad.SendAsync(link);

        await sink.HandledAsync(bad.Outcome.IsHandled ? 1 : 0);
        if (bad.Outcome.Code is { } code)
        {
            var ack = await link.AckAsync();
            (ack.Code, ack.MessageId).ShouldBe((code, bad.AckedId));
        }

        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        sink.Malformed.Count.ShouldBe(counted + (bad.Outcome.IsCounted ? 1 : 0));
        await sink.ShouldLiveAsync(link, $"good after {name}");
    }

    [Fact]
    public async Task Frames_SentInBatches_AreCountedAndTheLinkLives()
    {
        await using var sink = await FrameSink.CreateAsync();
        var link = await sink.Fixture.RunAndLinkAsync();
        var answered = FrameCorpus.All.Where(bad => bad.Outcome.Code is not null).Select(bad => (bad.Outcome.Code!.Value, bad.AckedId)).Order().ToList();

        var acks = new List<(int, string)>();
        foreach (var batch in FrameCorpus.All.Chunk(10))
        {
            foreach (var bad in batch)
            {
                await bad.SendAsync(link);
            }

            // Not more at once than the client has room for.
            foreach (var _ in batch.Where(bad => bad.Outcome.Code is not null))
            {
                var ack = await link.AckAsync();
                acks.Add((ack.Code, ack.MessageId));
            }
        }

        await sink.HandledAsync(FrameCorpus.All.Count(bad => bad.Outcome.IsHandled));
        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        acks.Order().ShouldBe(answered);
        sink.Malformed.Count.ShouldBe(FrameCorpus.All.Count(bad => bad.Outcome.IsCounted));
        await sink.ShouldLiveAsync(link, "good");
    }

    // This violates WebSocket itself (RFC 6455, section 8.1): the socket must close the link, and the client opens another.
    [Fact]
    public async Task TextMessage_BadUtf8_EndsTheLinkButNotTheClient()
    {
        await using var sink = await FrameSink.CreateAsync();
        var link = await sink.Fixture.RunAndLinkAsync();
        await sink.Fixture.Statuses.Reached(StreamState.Open);

        await link.SendAsync(new byte[] { 0x7B, 0x22, 0xC3, 0x28, 0x22, 0x7D }, System.Net.WebSockets.WebSocketMessageType.Text);

        await sink.Fixture.Statuses.Reached(StreamState.Connecting);
        await sink.Fixture.Clock.TimerStarted(due => due <= sink.Fixture.Options.MinBackoff);
        sink.Fixture.Clock.Advance(sink.Fixture.Options.MinBackoff);
        var next = await sink.Fixture.Server.LinkAsync();
        await next.SendAsync(Frames.Bot("good"));
        (await next.AckAsync()).Code.ShouldBe(200);
        sink.Fixture.Client.Status.LastLoss!.ShouldContain("lost");
    }
}
