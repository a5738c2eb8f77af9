using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;
using Harness.Streams;

namespace DingTalk.Stream.Tests.Link;

// The last frame of a link that ends in the same segment: it is handled immediately, not after another frame.
public sealed class LastFrameTests
{
    private static readonly byte[] Disconnect = WireFrame.Text(Frames.Disconnect());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_CloseInTheSameSegment_IsHandledAndAckedBeforeTheCloseFrame()
    {
        await using var server = new RawStreamServer();
        var gate = new Gate();
        await using var fixture = await CreateAsync(server, gate.HandleAsync);
        using var link = await LinkAsync(fixture, server);

        await link.SendAsync([Message("m1"), WireFrame.Close()], Cancel);

        (await gate.EnteredAsync()).ShouldBe("m1");
        gate.Release("m1");
        (await AcksToEndAsync(link)).ShouldBe(["m1"]);
    }

    [Fact]
    public async Task Messages_CloseInTheSameSegment_AreAllHandledAndAckedBeforeTheCloseFrame()
    {
        await using var server = new RawStreamServer();
        await using var fixture = await CreateAsync(server, Handle.Ok);
        using var link = await LinkAsync(fixture, server);

        await link.SendAsync(
            [Message("a1", "a"), Message("a2", "a"), Message("b1", "b"), Message("c1", "c"), Message("a3", "a"), WireFrame.Close()],
            Cancel);

        var acks = await AcksToEndAsync(link);
        acks.ShouldBe(["a1", "a2", "a3", "b1", "c1"], ignoreOrder: true);
        acks.Where(id => id[0] == 'a').ShouldBe(["a1", "a2", "a3"]);
    }

    [Fact]
    public async Task Message_CloseOnTheLeftLink_IsHandledAndAckedThereWhileTheNewOneIsSilent()
    {
        await using var server = new RawStreamServer();
        var gate = new Gate();
        await using var fixture = await CreateAsync(server, gate.HandleAsync);
        using var old = await LinkAsync(fixture, server);
        fixture.Clock.Advance(fixture.Options.MinBackoff);
        await old.SendAsync([Disconnect], Cancel);
        using var fresh = await server.LinkAsync(Cancel).Soon();
        await fixture.Statuses.Reached(StreamState.Open);

        await old.SendAsync([Message("m1"), WireFrame.Close()], Cancel);

        (await gate.EnteredAsync()).ShouldBe("m1");
        gate.Release("m1");
        (await AcksToEndAsync(old)).ShouldBe(["m1"]);
    }

    [Fact]
    public async Task Message_CloseInTheSameSegment_TheNextLinkDoesNotWaitForTheHandler()
    {
        await using var server = new RawStreamServer();
        var gate = new Gate();
        await using var fixture = await CreateAsync(server, gate.HandleAsync);
        using var old = await LinkAsync(fixture, server);

        await old.SendAsync([Message("m1"), WireFrame.Close()], Cancel);
        await gate.EnteredAsync();
        using var fresh = await NextLinkAsync(fixture, server);

        gate.Release("m1");
        (await AcksToEndAsync(old)).ShouldBe(["m1"]);
    }

    [Fact]
    public async Task Message_HandlerOutlastsAClosingPeer_IsAckedOnTheNextLinkWhenResent()
    {
        await using var server = new RawStreamServer();
        var gate = new Gate();
        await using var fixture = await CreateAsync(server, gate.HandleAsync);
        using var old = await LinkAsync(fixture, server);
        await old.SendAsync([Message("m1"), WireFrame.Close()], Cancel);
        await gate.EnteredAsync();

        await fixture.Clock.TimerStarted(due => due == TimeSpan.FromSeconds(5));
        fixture.Clock.Advance(TimeSpan.FromSeconds(5));
        (await AcksToEndAsync(old)).ShouldBeEmpty();
        using var fresh = await server.LinkAsync(Cancel).Soon();
        await fresh.SendAsync([Message("m1"), WireFrame.Text(Frames.Ping("p1", "probe"))], Cancel);
        Ack.Parse((await fresh.ReadTextAsync(Cancel).Soon())!).MessageId.ShouldBe("p1");
        gate.Release("m1");

        Ack.Parse((await fresh.ReadTextAsync(Cancel).Soon())!).MessageId.ShouldBe("m1");
        gate.HasMoreEntered.ShouldBeFalse();
    }

    [Fact]
    public async Task Message_GarbageInTheSameSegment_IsHandledNowAndAckedWhenResent()
    {
        await using var server = new RawStreamServer();
        var gate = new Gate();
        await using var fixture = await CreateAsync(server, gate.HandleAsync);
        using var old = await LinkAsync(fixture, server);

        await old.SendAsync([Message("m1"), WireFrame.Garbage], Cancel);

        (await gate.EnteredAsync()).ShouldBe("m1");
        await AckedOnceAsync(fixture, server, gate);
    }

    [Fact]
    public async Task Message_ConnectionIsReset_IsHandledNowAndAckedWhenResent()
    {
        await using var server = new RawStreamServer();
        var gate = new Gate();
        await using var fixture = await CreateAsync(server, gate.HandleAsync);
        using var old = await LinkAsync(fixture, server);

        await old.SendAsync([Message("m1")], Cancel);
        old.Reset();

        (await gate.EnteredAsync()).ShouldBe("m1");
        await AckedOnceAsync(fixture, server, gate);
    }

    [Fact]
    public async Task Message_HalfAFrameBehindIt_IsHandledAndAckedNow()
    {
        await using var server = new RawStreamServer();
        await using var fixture = await CreateAsync(server, Handle.Ok);
        using var link = await LinkAsync(fixture, server);

        await link.SendAsync([Message("m1"), Message("m2")[..20]], Cancel);

        Ack.Parse((await link.ReadTextAsync(Cancel).Soon())!).MessageId.ShouldBe("m1");
    }

    private static async Task<ClientFixture> CreateAsync(
        RawStreamServer server, Func<BotMessage, CancellationToken, ValueTask<HandlerResult>> handler)
    {
        var fixture = await ClientFixture.CreateAsync(options =>
        {
            options.ApiBaseAddress = server.Address;
            return options;
        });
        return fixture.OnBot(handler);
    }

    private static async Task<RawLink> LinkAsync(ClientFixture fixture, RawStreamServer server)
    {
        fixture.Run();
        var link = await server.LinkAsync(Cancel).Soon();
        await fixture.Statuses.Reached(StreamState.Open);
        return link;
    }

    private static async Task<RawLink> NextLinkAsync(ClientFixture fixture, RawStreamServer server)
    {
        await fixture.Clock.TimerStarted(due => due <= fixture.Options.MinBackoff);
        fixture.Clock.Advance(fixture.Options.MinBackoff);
        return await server.LinkAsync(Cancel).Soon();
    }

    private static async Task AckedOnceAsync(ClientFixture fixture, RawStreamServer server, Gate gate)
    {
        gate.Release("m1");
        using var fresh = await NextLinkAsync(fixture, server);
        await fresh.SendAsync([Message("m1")], Cancel);
        Ack.Parse((await fresh.ReadTextAsync(Cancel).Soon())!).MessageId.ShouldBe("m1");
        gate.HasMoreEntered.ShouldBeFalse();
    }

    private static byte[] Message(string id, string conversation = "cidA==") => WireFrame.Text(Frames.Bot(id, conversation));

    private static async Task<List<string>> AcksToEndAsync(RawLink link) =>
        [.. (await link.ReadToEndAsync(Cancel).Soon()).Select(text => Ack.Parse(text).MessageId)];
}
