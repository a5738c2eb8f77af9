using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Channels;

public sealed class ChannelTableTests() : EgressTests(onPostgres: false)
{
    private readonly TestChannel _channel = new();

    [Fact]
    public void Construct_TwoChannelsOfOneName_NamesBoth() =>
        Should.Throw<InvalidOperationException>(() => new ChannelTable([new TestChannel("same"), new TestChannel("same")]))
            .Message.ShouldBe($"The channel \"same\" is registered twice: {typeof(TestChannel)} and {typeof(TestChannel)}.");

    [Fact]
    public async Task Start_TwoChannelsOfOneName_IsRefused()
    {
        await Egress.DisposeAsync();
        await using var egress = await TestEgress.OpenAsync(
            Place, Time, DingTalk.Address, builder => builder.Services.AddSingleton<IChannel>(_channel).AddSingleton<IChannel>(_channel));

        (await Should.ThrowAsync<InvalidOperationException>(egress.StartAsync)).Message.ShouldContain("registered twice");
    }

    [Fact]
    public void Of_NameOfNoChannel_IsOneThatFailsEveryReply()
    {
        var reply = TestLane.Unreachable(Time).Say("text");
        reply = reply with { Conversation = reply.Conversation with { Channel = "feishu" } };

        new ChannelTable([_channel]).Of("feishu").TryCompose(reply, out _, out var problem).ShouldBeFalse();

        problem.ShouldBe("this egress has no channel \"feishu\"");
    }

    [Fact]
    public async Task Send_SecondChannel_SendsItsOwnRepliesAndMergesThem()
    {
        var lane = TestLane.Unreachable(Time);
        var replies = new[] { lane.Say("one"), lane.Say("two") }
            .Select(reply => reply with { Conversation = reply.Conversation with { Channel = _channel.Name } }).ToArray();
        await Egress.PutAsync(replies);
        await Egress.StartAsync();

        await Egress.UntilAsync("sent", replies);

        _channel.Sent.Single().Content.ShouldBeOfType<MarkdownContent>().Text.ShouldBe($"one{MarkdownDialect.Separator}two");
        (await DingTalk.RepliesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_AnnouncedReplyIsShown_LeavesTheAnnouncementOut()
    {
        var lane = TestLane.Unreachable(Time);
        var (shown, other) = (Guid.NewGuid(), Guid.NewGuid());
        _channel.Shown.Add(shown);
        var notes = new[] { shown, other }.Select(announced => lane.Say("note") with { Announces = announced })
            .Select(note => note with { Conversation = note.Conversation with { Channel = _channel.Name } }).ToArray();
        await Egress.StartAsync();

        await Egress.PutAsync(notes[0]);
        await Egress.UntilAsync("left-out", notes[0]);
        await Egress.PutAsync(notes[1]);
        await Egress.UntilAsync("sent", notes[1]);

        (await Egress.StateAsync(notes[0])).Error.ShouldBe("Card");
        _channel.Sent.Single().Announces.ShouldBe(other);
    }

    private protected override void Configure(IHostApplicationBuilder builder) => builder.Services.AddSingleton<IChannel>(_channel);
}
