using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Merging;

public sealed class MergerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestChannel _channel = new();
    private readonly TestLane _lane = TestLane.Unreachable(TimeProvider.System);
    private readonly Merger _merger = new(new FakeTimeProvider(Noon));

    [Fact]
    public void Merge_SeveralShortReplies_AreOneWithOneTitleAllMentionsAndTheLongestRoute()
    {
        var first = _lane.Say("# One\n\ntext", "u1", "u2") with { ReplyRoute = Route(Noon.AddMinutes(2)) };
        var second = _lane.Say("two", "u2", "u3") with
        {
            ReplyRoute = Route(Noon.AddMinutes(5)),
            Content = new MarkdownContent { Text = "two", Title = "Second" },
        };
        var third = _lane.Say("three") with { ReplyRoute = Route(Noon.AddMinutes(1)) };

        var (merged, count) = Merge(first, second, third);

        count.ShouldBe(3);
        var content = merged.Content.ShouldBeOfType<MarkdownContent>();
        (content.Text, content.Title).ShouldBe(($"# One\n\ntext{MarkdownDialect.Separator}two{MarkdownDialect.Separator}three", "One"));
        merged.Mentions.ShouldBe(["u1", "u2", "u3"]);
        merged.ReplyRoute.ExpiresAt.ShouldBe(Noon.AddMinutes(5));
    }

    // Minutes from now until the webhook of each reply's route expires; null: it names no expiry, and may have no webhook at all.
    [Theory]
    [InlineData(new[] { "5", "" }, 0)]
    [InlineData(new[] { "", "5" }, 1)]
    [InlineData(new[] { "5", "", "9", "7" }, 2)]
    [InlineData(new[] { "-1", "", "0" }, 1)]
    [InlineData(new[] { "", "" }, 1)]
    [InlineData(new[] { "-9", "-1" }, 1)]
    public void Merge_Routes_TakesTheLatestThatIsOpenElseOneWithoutExpiry(string[] minutes, int chosen)
    {
        var replies = minutes.Select((end, index) => _lane.Say("text") with
        {
            ReplyRoute = new ReplyRoute
            {
                Address = $"{index}",
                ExpiresAt = end.Length == 0 ? null : Noon.AddMinutes(int.Parse(end, CultureInfo.InvariantCulture)),
            },
        }).ToList();

        Merge([.. replies]).Message.ReplyRoute.Address.ShouldBe($"{chosen}");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("字")]
    [InlineData("\"")]
    [InlineData("🎉")]
    public void Merge_MoreThanFits_TakesAsManyAsMakeOneMessage(string letter)
    {
        var replies = Enumerable.Range(0, 40).Select(_ => _lane.Say(string.Concat(Enumerable.Repeat(letter, 200)))).ToList();

        var (merged, count) = Merge([.. replies]);

        count.ShouldBeInRange(4, 20);
        _channel.Render(merged).Count.ShouldBe(1);
    }

    [Fact]
    public void Merge_LongReply_GoesAlone()
    {
        var (lengthy, after) = (_lane.Say(new string('x', 5000)), _lane.Say("after"));

        Merge(lengthy, after).ShouldBe((lengthy, 1));
        Merge(_lane.Say("before"), lengthy).Count.ShouldBe(1);
    }

    [Fact]
    public void Merge_MoreMentionsThanAMessageTakes_StopsBefore()
    {
        var replies = Enumerable.Range(0, 3).Select(i => _lane.Say("text", [.. Enumerable.Range(i * 20, 20).Select(user => $"u{user}")])).ToList();

        Merge([.. replies]).Count.ShouldBe(2);
    }

    [Fact]
    public void Merge_SeveralReplies_AreRenderedOnce()
    {
        Merge(_lane.Say("one"), _lane.Say("two"), _lane.Say("three")).Count.ShouldBe(3);

        _channel.Composed.ShouldBe(1);
    }

    [Fact]
    public void Merge_FirstCannotBeRendered_SaysWhy() =>
        _merger.Merge(_channel, [_lane.Say(" "), _lane.Say("text")]).ShouldBe(new MergedReply(null, 1, "it is empty"));

    private (DeliverMessage Message, int Count) Merge(params DeliverMessage[] replies)
    {
        var merged = _merger.Merge(_channel, replies);
        return (merged.Reply.ShouldBeOfType<TestReply>().Message, merged.Count);
    }

    private static ReplyRoute Route(DateTimeOffset? expiresAt) => new() { Address = $"{expiresAt}", ExpiresAt = expiresAt };
}
