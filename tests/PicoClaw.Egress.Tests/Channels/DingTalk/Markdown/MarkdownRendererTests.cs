using CsCheck;
using DingTalk.Stream.OpenApi;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Splitting;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

/// <summary>Where the links of a reply's actions stand.</summary>
public sealed class MarkdownRendererTests
{
    private const string Links = "[👍](dtmd://dingtalkclient/sendMessage?content=%2Fup) · [👎](dtmd://dingtalkclient/sendMessage?content=%2Fdown)";

    private static readonly MessageAction[] Feedback =
        [new MessageAction { Label = "👍", Command = "/up" }, new MessageAction { Label = "👎", Command = "/down" }];

    private readonly TestLane _lane = TestLane.Unreachable(TimeProvider.System);

    [Theory]
    [InlineData("text", "text")]
    [InlineData("- a\n  - b", "- a\n  - b")]
    [InlineData("```\nleft open", "```\nleft open\n```")]
    [InlineData("> quoted", "> quoted")]
    [InlineData("[x]: https://e.test\n\ntext [x", "text [x")]
    [InlineData("[tap](dtmd://dingtalkclient/sendMessage?content=yes)", "tap (`dtmd://dingtalkclient/sendMessage?content=yes`)")]
    public void Render_Actions_AreALineAfterTheText(string text, string shown) => Render(Dialect.With(), text).ShouldBe([$"{shown}\n\n{Links}"]);

    [Fact]
    public void Render_SeveralParts_TheLastHasTheLinks()
    {
        var paragraph = new string('x', 400);

        Render(Dialect.With(chars: 700), $"{paragraph}\n\n{paragraph}").ShouldBe([$"{paragraph}\n\n(1/2)", $"{paragraph}\n\n(2/2)\n\n{Links}"]);
    }

    [Fact]
    public void Render_MoreThanIsSent_KeepsTheLinks()
    {
        var part = Render(Dialect.With(parts: 1), string.Concat(Enumerable.Repeat("word ", 2000))).ShouldHaveSingleItem();

        part.ShouldEndWith($" more characters were not sent.)\n\n{Links}");
        part.Length.ShouldBeLessThanOrEqualTo(3500);
    }

    [Fact]
    public void Render_AnyTextWithActions_StaysWithinTheLimitsAndEndsWithWholeLinks() =>
        Gen.Select(MarkdownGen.Wild, MarkdownGen.AnyOf((700, 14_000), (14_000, 1000), (3500, 12_000)), Gen.Int[1, 4]).Sample(
            (text, limit, most) =>
            {
                var dialect = Dialect.With(limit.Item1, limit.Item2, parts: most);
                var parts = Render(dialect, text);
                parts.Count.ShouldBe(dialect.Render(text).Count == 0 ? 0 : Math.Max(1, parts.Count));
                foreach (var (index, part) in parts.Index())
                {
                    TextSize.Of(part).Fits(dialect.Limit).ShouldBeTrue();
                    part.EndsWith("\n\n" + Links, StringComparison.Ordinal).ShouldBe(index == parts.Count - 1, part);
                }
            },
            iter: 300);

    [Fact]
    public void Join_RepliesWithActions_EachKeepsItsOwn()
    {
        var (one, two, three) = (_lane.Say("```\none") with { Actions = Feedback[..1] }, _lane.Say("two"), _lane.Say("three") with { Actions = Feedback[1..] });
        var renderer = new MarkdownRenderer(Dialect.With());

        renderer.CountJoinable([one, two, three]).ShouldBe(3);
        var joined = renderer.Join([one, two, three], ["u1"]).ShouldNotBeNull();

        var links = Links.Split(" · ");
        var separator = MarkdownDialect.Separator;
        TextOf(joined).ShouldBe($"```\none\n```\n\n{links[0]}{separator}two{separator}three\n\n{links[1]}");
    }

    [Fact]
    public void CountJoinable_Actions_TakeTheirRoom()
    {
        var replies = Enumerable.Range(0, 10).Select(_ => _lane.Say(new string('x', 200)) with { Actions = Feedback }).ToList();
        var dialect = Dialect.With(chars: 1000);
        var renderer = new MarkdownRenderer(dialect);

        var count = renderer.CountJoinable(replies);

        TextOf(renderer.Join([.. replies.Take(count)], []).ShouldNotBeNull()).Length.ShouldBeInRange(600, 1000);
        renderer.Join([.. replies.Take(count + 1)], []).ShouldBeNull();
    }

    [Fact]
    public void CountJoinable_Announcement_StandsAlone()
    {
        var (before, note, after) = (_lane.Say("before"), _lane.Say("note") with { Announces = Guid.NewGuid() }, _lane.Say("after"));
        var renderer = new MarkdownRenderer(Dialect.With());

        renderer.CountJoinable([before, note, after]).ShouldBe(1);
        renderer.CountJoinable([note, after]).ShouldBe(1);
    }

    private IReadOnlyList<string> Render(MarkdownDialect dialect, string text) =>
        [.. new MarkdownRenderer(dialect).Render(_lane.Say(text) with { Actions = Feedback }).Select(TextOf)];

    private static string TextOf(DingTalkMessage message) => message.ForWebhook.ShouldBeOfType<MarkdownMessage>().Text;
}
