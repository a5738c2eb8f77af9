using System.Text;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Agent.Answers.Progress;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Tests.Answers.Progress;

public sealed class ProgressDraftTests : IDisposable
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider _time = new(Said.Noon);
    private readonly RecordingPublisher _publisher = new();
    private readonly Turn _turn;
    private readonly ProgressDraft _draft;

    public ProgressDraftTests()
    {
        _turn = new Turn(Guid.NewGuid(), 1, [new TurnMessage(Said.Group("one", "Ann")), new TurnMessage(Said.Group("two", "Bob", second: 1))])
        {
            ReplyId = Guid.NewGuid(),
            Start = 3,
            StartedAt = Said.Noon.AddSeconds(-5),
        };
        _draft = new ProgressDraft(_turn, _publisher, _time);
    }

    private IReadOnlyList<ReplyProgress> Published => _publisher.Published;

    public void Dispose() => _draft.Dispose();

    [Fact]
    public void Think_First_IsPublishedAtOnceWithAllThatAChannelNeeds()
    {
        _draft.Think();

        var report = Published.ShouldHaveSingleItem();
        (report.ReplyId, report.Attempt, report.Number, report.Stage, report.Text).ShouldBe((_turn.ReplyId, 3, 1, ProgressStage.Thinking, ""));
        (report.Conversation, report.ReplyRoute.Address).ShouldBe((_turn.Conversation, "to two"));
        report.Askers.ShouldBe(["Ann-id", "Bob-id"]);
        report.PlatformMessageId.ShouldBe("two");
        (report.StartedAt, report.CreatedAt).ShouldBe((Said.Noon.AddSeconds(-5), Said.Noon));
    }

    [Fact]
    public void Append_ManyPieces_TheNewestTextGoesOutOncePerGap()
    {
        _draft.Think();
        for (var piece = 1; piece <= 10_000; piece++)
        {
            _draft.Append("x");
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        // 10 s of text, and what was written first waited for its turn too.
        Published.Count.ShouldBe(1 + (10_000 / 300));
        Published[1].Text.Length.ShouldBe(300);
        Published.Skip(1).Zip(Published, (next, before) => next.CreatedAt - before.CreatedAt).ShouldAllBe(gap => gap >= Gap);
        Published.Select(report => report.Number).ShouldBe(Enumerable.Range(1, Published.Count).Select(number => (long)number));
    }

    [Fact]
    public void Append_NothingFollows_TheLastTextGoesOutAllTheSame()
    {
        _draft.Append("Good");
        _draft.Append(" morning");
        Published.ShouldHaveSingleItem().Text.ShouldBe("Good");

        _time.Advance(Gap);

        (Published.Count, Published[^1].Text, Published[^1].Stage).ShouldBe((2, "Good morning", ProgressStage.Writing));
        _time.Advance(TimeSpan.FromMinutes(1));
        Published.Count.ShouldBe(2);
    }

    [Fact]
    public void Dispose_WithTextLeft_IsTheEndOfIt()
    {
        _draft.Append("Good");
        _draft.Append(" morning");

        _draft.Dispose();
        _draft.Append("!");
        _time.Advance(TimeSpan.FromMinutes(1));

        Published.ShouldHaveSingleItem();
    }

    [Fact]
    public void UseTool_ThenTheModelAgain_NamesTheToolAndKeepsTheText()
    {
        _draft.Append("Let me look.");
        _time.Advance(Gap);
        _draft.UseTool("web\nsearch\0");
        _time.Advance(Gap);
        _draft.UseTool(null);

        Published.Select(report => (report.Stage, report.Tool, report.Text)).ShouldBe(
            [
                (ProgressStage.Writing, null, "Let me look."),
                (ProgressStage.Tool, "web search", "Let me look."),
                (ProgressStage.Thinking, null, "Let me look."),
            ]);
    }

    [Fact]
    public void Restart_ThenAPiece_TheTextBecomesShorter()
    {
        _draft.Append("Once upon a time");
        _time.Advance(Gap);
        _draft.Restart();
        Published.Count.ShouldBe(1);
        _draft.Append("No.");

        Published.Select(report => report.Text).ShouldBe(["Once upon a time", "No."]);
    }

    [Theory]
    [InlineData("a", 20_000)]
    [InlineData("汉", 20_000)]
    [InlineData("𝄞", 20_000)]
    public void Append_MoreThanIsShown_TheHeadWithAnEllipsis(string letter, int letters)
    {
        for (var written = 0; written < letters * 2; written++)
        {
            _draft.Append(letter);
        }

        _time.Advance(Gap);

        var text = Published[^1].Text;
        Encoding.UTF8.GetByteCount(text).ShouldBeInRange(CleanMessages.LongestProgress - 6, CleanMessages.LongestProgress);
        text.ShouldEndWith(letter + "…");
        CleanText.IsClean(text).ShouldBeTrue();

        // What cannot be seen is no news.
        _draft.Append(letter);
        _time.Advance(Gap);
        Published.Count.ShouldBe(2);
    }

    [Fact]
    public void Append_HalfAPairAndControls_AreNotShown()
    {
        _draft.Append("a\0b\ud834");
        _time.Advance(Gap);
        _draft.Append("\udd1e!");

        Published.Select(report => report.Text).ShouldBe(["ab", "ab𝄞!"]);
    }
}
