using Microsoft.Extensions.Time.Testing;
using PicoClaw.Contracts;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Housekeeping;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Outbox;

/// <summary>Intake and outbox over a real store; no call is made.</summary>
public abstract partial class OutboxTests(bool onPostgres) : IAsyncLifetime
{
    private readonly TestPlace _place = new(onPostgres);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private TestEgress _egress = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _egress = await TestEgress.OpenAsync(_place, _time);

    public async ValueTask DisposeAsync()
    {
        await _egress.DisposeAsync();
        await _place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task PutAsync_SameReplyTwice_IsKeptOnce()
    {
        var reply = TestLane.Unreachable(_time).Say("once");

        await _egress.PutAsync(reply, reply with { ReplyRoute = reply.ReplyRoute with { ExpiresAt = _time.GetUtcNow() } });

        (await _egress.CountAsync("queued")).ShouldBe(1);
        _egress.LogsOf(400).Count.ShouldBe(1);
    }

    [Fact]
    public async Task PutAsync_ManyAtOnceAndSomeTwice_EachIsKeptOnceAndInSequence()
    {
        var lane = TestLane.Unreachable(_time);
        var large = lane.Say(new string('x', 100_000));
        DeliverMessage[] replies = [large, .. Enumerable.Range(2, 60).Select(number => lane.Say($"{number}"))];

        await Task.WhenAll(replies.Concat(replies).Select(reply => _egress.PutAsync(reply)));

        _egress.LogsOf(400).Count.ShouldBe(replies.Length);
        var rows = await _egress.Get<OutboxReader>().RowsAsync(await _egress.ClaimAsync(), $"{large.LaneId}", 1_000_000, 200, Cancel);
        rows.Select(row => row.DeliveryId).ShouldBe(replies.Select(reply => $"{reply.Id}"));
        (await _egress.Get<OutboxReader>().LargeBodyAsync($"{large.Id}", Cancel)).ShouldContain(new string('x', 100_000));
    }

    [Fact]
    public async Task PutAsync_ReplyThatWasSentAlready_IsNotSentAgain()
    {
        var reply = TestLane.Unreachable(_time).Say("once");
        await _egress.PutAsync(reply);
        var lease = await _egress.ClaimAsync();
        await _egress.EndAsync(lease, (await _egress.HeadsAsync(lease)).Single(), RowChange.Sent(1));

        await _egress.PutAsync(reply);

        (await _egress.HeadsAsync(lease)).ShouldBeEmpty();
        (await _egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    [Fact]
    public async Task PutAsync_EveryField_ComesBackInTheRow()
    {
        var said = TestLane.Unreachable(_time).Say("# 标题 \"quoted\" 🎉\nline", "u1", "u2");
        var reply = said with { Actions = [new MessageAction { Label = "👍 \"up\"", Command = "/up" }], Announces = Guid.NewGuid() };
        await _egress.PutAsync(reply);

        var row = (await _egress.HeadsAsync(await _egress.ClaimAsync())).Single();
        var back = row.Read(row.Body!);
        (back with { Mentions = reply.Mentions, Actions = reply.Actions }).ShouldBe(reply);
        (back.Mentions[1], back.Actions.Single()).ShouldBe(("u2", reply.Actions[0]));
        row.Announces.ShouldBe($"{reply.Announces}");
    }

    [Fact]
    public async Task PutAsync_TextWithControlCharacters_IsKeptWithoutThem()
    {
        await _egress.PutAsync(TestLane.Unreachable(_time).Say("a\0b\u001b"));

        (await HeadTextsAsync(await _egress.ClaimAsync())).ShouldBe(["ab"]);
    }

    // An outcome that cannot be written would be unknown, and its reply sent again.
    [Fact]
    public async Task EndAsync_ReasonWithNul_IsWritten()
    {
        var reply = TestLane.Unreachable(_time).Say("no");
        await _egress.PutAsync(reply);
        var lease = await _egress.ClaimAsync();

        await _egress.EndAsync(lease, (await _egress.HeadsAsync(lease)).Single(), RowChange.Failed("DingTalk\0 says \ud83d" + new string('x', 3000)));

        var state = await _egress.StateAsync(reply);
        state.Status.ShouldBe("failed");
        state.Error.ShouldNotBeNull().ShouldStartWith("DingTalk says \ufffdx");
        state.Error.Length.ShouldBe(2000);
    }

    [Fact]
    public async Task HeadsAsync_SeveralConversations_GivesTheFirstOfEachInSequence()
    {
        var (one, two) = (TestLane.Unreachable(_time), TestLane.Unreachable(_time));
        var (a1, a2, b1) = (one.Say("a1"), one.Say("a2"), two.Say("b1"));
        await _egress.PutAsync(a2, a1, b1);
        var lease = await _egress.ClaimAsync();

        (await HeadTextsAsync(lease)).ShouldBe(["a1", "b1"], ignoreOrder: true);
        await EndAsync(lease, "a1");

        (await HeadTextsAsync(lease)).ShouldBe(["a2", "b1"], ignoreOrder: true);
    }

    [Fact]
    public async Task HeadsAsync_HeadIsBeingSent_NothingOfItsConversationOvertakesIt()
    {
        var lane = TestLane.Unreachable(_time);
        await _egress.PutAsync(lane.Say("first"), lane.Say("second"));
        var lease = await _egress.ClaimAsync();

        await _egress.BeginAsync(lease, (await _egress.HeadsAsync(lease)).Single(), "webhook", Guid.NewGuid());

        (await _egress.HeadsAsync(lease)).ShouldBeEmpty();
    }

    [Fact]
    public async Task HeadsAsync_OtherAccount_IsNotOurs()
    {
        await _egress.PutAsync(TestLane.Unreachable(_time, "main").Say("ours"), TestLane.Unreachable(_time, "other").Say("theirs"));

        (await HeadTextsAsync(await _egress.ClaimAsync("main"))).ShouldBe(["ours"]);
        (await HeadTextsAsync(await _egress.ClaimAsync("other"))).ShouldBe(["theirs"]);
    }

    // As a clock that was a day ahead left it: due now, and by the next try the record is right again.
    [Theory]
    [InlineData("not_before")]
    [InlineData("created_at")]
    [InlineData("tried_at")]
    public async Task HeadsAsync_InstantADayAhead_IsDueNow(string column)
    {
        var lane = TestLane.Unreachable(_time);
        lane.Say("never comes");
        await _egress.PutAsync(lane.Say("after a gap"));
        await _egress.Store.WriteAsync(
            session => session.ExecuteAsync(
                $"""
                UPDATE outbox SET not_before = now_ms(), created_at = created_at - 60000, tried_at = now_ms();
                UPDATE outbox SET {column} = now_ms() + 86400000
                """),
            Cancel);
        var lease = await _egress.ClaimAsync();

        var row = (await _egress.HeadsAsync(lease)).Single();

        row.DueInMs.ShouldBeLessThanOrEqualTo(0);
        row.TriedForMs.ShouldBe(0);
        await _egress.BeginAsync(lease, row, "webhook", Guid.NewGuid());
        _time.Advance(TimeSpan.FromSeconds(1));
        (await _egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT now_ms() - tried_at FROM outbox"), Cancel)).ShouldBe(1000);
    }

    [Fact]
    public async Task HeadsAsync_Gap_IsDueAfterSixtySecondsAndSaysSo()
    {
        var lane = TestLane.Unreachable(_time);
        await _egress.PutAsync(lane.SayAt(1, "1"), lane.SayAt(3, "3"));
        var lease = await _egress.ClaimAsync();
        await EndAsync(lease, "1");

        var waiting = (await _egress.HeadsAsync(lease)).Single();
        (waiting.AfterGap, waiting.DueInMs).ShouldBe((true, 60_000));

        _time.Advance(TimeSpan.FromSeconds(60));
        (await _egress.HeadsAsync(lease)).Single().DueInMs.ShouldBe(0);
    }

    [Fact]
    public async Task HeadsAsync_GapIsFilled_NothingWaits()
    {
        var lane = TestLane.Unreachable(_time);
        await _egress.PutAsync(lane.SayAt(2, "2"));
        var lease = await _egress.ClaimAsync();
        (await _egress.HeadsAsync(lease)).Single().DueInMs.ShouldBe(60_000);

        await _egress.PutAsync(lane.SayAt(1, "1"));

        var head = (await _egress.HeadsAsync(lease)).Single();
        (head.Sequence, head.AfterGap).ShouldBe((1, false));
        head.DueInMs.ShouldBeLessThanOrEqualTo(0);
        await EndAsync(lease, "1");
        (await _egress.HeadsAsync(lease)).Single().AfterGap.ShouldBeFalse();
    }

    [Fact]
    public async Task HeadsAsync_ReplyThatComesAfterItsGapWasSkipped_IsDueAtOnceAndMovesNothingBack()
    {
        var lane = TestLane.Unreachable(_time);
        await _egress.PutAsync(lane.SayAt(3, "3"));
        var lease = await _egress.ClaimAsync();
        _time.Advance(TimeSpan.FromSeconds(60));
        await EndAsync(lease, "3");

        await _egress.PutAsync(lane.SayAt(1, "1"), lane.SayAt(4, "4"));

        var late = (await _egress.HeadsAsync(lease)).Single();
        (late.Sequence, late.AfterGap).ShouldBe((1, false));
        await EndAsync(lease, "1");
        var next = (await _egress.HeadsAsync(lease)).Single();
        (next.Sequence, next.AfterGap).ShouldBe((4, false));
    }

    [Fact]
    public async Task HeadsAsync_ReplyThatWasPutOff_IsDueLater()
    {
        await _egress.PutAsync(TestLane.Unreachable(_time).Say("old"));
        var lease = await _egress.ClaimAsync();

        await _egress.EndAsync(lease, (await _egress.HeadsAsync(lease)).Single(), RowChange.Later(TimeSpan.FromSeconds(5), "busy"));

        (await _egress.HeadsAsync(lease)).Single().DueInMs.ShouldBe(5000);
    }

    [Fact]
    public async Task WalkAsync_PageByPage_EveryConversationOnceAndNoneOfTheOtherPriority()
    {
        var lanes = Enumerable.Range(0, 25).Select(_ => TestLane.Unreachable(_time)).ToList();
        await _egress.PutAsync([.. lanes.SelectMany(lane => new[] { lane.Say("1"), lane.Say("2") })]);
        var bulk = TestLane.Unreachable(_time).Say("bulk") with { Priority = DeliveryPriority.Bulk };
        await _egress.PutAsync(bulk);
        var lease = await _egress.ClaimAsync();

        var seen = new List<HeadPlace>();
        IReadOnlyList<IReadOnlyList<HeadPlace>> pages;
        do
        {
            var after = seen.LastOrDefault()?.LaneId ?? "";
            pages = await _egress.Get<OutboxReader>().WalkAsync(
                lease, [(DeliveryPriority.Interactive, after), (DeliveryPriority.Bulk, "")], 10, Cancel);
            seen.AddRange(pages[0]);
            pages[1].Single().DeliveryId.ShouldBe(bulk.Id.ToString());
        }
        while (pages[0].Count == 10);

        seen.Select(place => place.LaneId).Distinct().Count().ShouldBe(25);
        seen.Count.ShouldBe(25);
    }

    [Fact]
    public async Task EveryWrite_StaleLease_IsRefusedAndChangesNothing()
    {
        var reply = TestLane.Unreachable(_time).Say("text");
        await _egress.PutAsync(reply);
        var stale = await _egress.ClaimAsync();
        var row = (await _egress.HeadsAsync(stale)).Single();
        _time.Advance(TimeSpan.FromMinutes(1));
        var lease = await _egress.ClaimAsync();
        var before = await _egress.StateAsync(reply);

        await Should.ThrowAsync<LeaseLostException>(() => _egress.Outbox.RecoverAsync(stale, Cancel));
        await Should.ThrowAsync<LeaseLostException>(() => _egress.BeginAsync(stale, row, "oto", Guid.NewGuid()));
        await Should.ThrowAsync<LeaseLostException>(() => _egress.EndAsync(stale, row, RowChange.Sent(1)));
        await Should.ThrowAsync<LeaseLostException>(() => _egress.Get<BudgetTable>().ExhaustAsync(stale, "2026-01", Cancel));

        (await _egress.StateAsync(reply)).ShouldBeEquivalentTo(before);
        (await _egress.HeadsAsync(lease)).Single().AfterGap.ShouldBeFalse();
    }

    [Fact]
    public async Task EndAsync_FirstOfTwoFailed_TheNextIsDueAtOnce()
    {
        var lane = TestLane.Unreachable(_time);
        var (first, second) = (lane.Say("first"), lane.Say("second"));
        await _egress.PutAsync(first, second);
        var lease = await _egress.ClaimAsync();

        await _egress.EndAsync(lease, (await _egress.HeadsAsync(lease)).Single(), RowChange.Failed("because"));

        var state = await _egress.StateAsync(first);
        (state.Status, state.Error).ShouldBe(("failed", "because"));
        var next = (await _egress.HeadsAsync(lease)).Single();
        (next.DeliveryId, next.AfterGap).ShouldBe((second.Id.ToString(), false));
        next.DueInMs.ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public async Task EndAsync_PartSent_StartsWithACleanRecord()
    {
        var reply = TestLane.Unreachable(_time).Say("text");
        await _egress.PutAsync(reply);
        var lease = await _egress.ClaimAsync();
        var row = (await _egress.HeadsAsync(lease)).Single();
        await _egress.EndAsync(lease, row, RowChange.Unknown(TimeSpan.Zero, "timeout"));
        await _egress.EndAsync(lease, await HeadAsync(lease), RowChange.Later(TimeSpan.Zero, "busy"));
        var before = await _egress.StateAsync(reply);
        (before.Unknowns, before.Throttles).ShouldBe((1, 1));

        await _egress.EndAsync(lease, await HeadAsync(lease), RowChange.PartSent(1));

        var state = await _egress.StateAsync(reply);
        (state.Status, state.PartsSent, state.Unknowns, state.Throttles).ShouldBe(("queued", 1, 0, 0));
    }

    [Fact]
    public async Task CleanAsync_EndedLongEnoughAgo_IsDeletedAndWhatWaitsIsNot()
    {
        var (sent, failed, queued) =
            (TestLane.Unreachable(_time).Say("sent"), TestLane.Unreachable(_time).Say("failed"), TestLane.Unreachable(_time).Say("queued"));
        await _egress.PutAsync(sent, failed, queued);
        var lease = await _egress.ClaimAsync();
        foreach (var row in await _egress.HeadsAsync(lease))
        {
            if (row.DeliveryId != queued.Id.ToString())
            {
                await _egress.EndAsync(lease, row, row.DeliveryId == sent.Id.ToString() ? RowChange.Sent(1) : RowChange.Failed("because"));
            }
        }

        await ShouldBeLeftAfterAsync(days: 7, sent: 1, failed: 1);
        await ShouldBeLeftAfterAsync(days: 1, sent: 0, failed: 1);
        await ShouldBeLeftAfterAsync(days: 82, sent: 0, failed: 1);
        await ShouldBeLeftAfterAsync(days: 1, sent: 0, failed: 0);
    }

    [Fact]
    public async Task CleanAsync_ConversationIsSilentForItsTerm_ItsPlaceMonthsAndMalformedRepliesAreForgotten()
    {
        var lane = TestLane.Unreachable(_time);
        await _egress.PutAsync(lane.Say("sent"));
        var lease = await _egress.ClaimAsync();
        await _egress.EndAsync(lease, await HeadAsync(lease), RowChange.Sent(1));
        await _egress.Store.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO api_month (lane_key, month, calls, is_exhausted) VALUES ('a', '2024-01', 1, 0), ('a', '2026-01', 1, 0);
                INSERT INTO malformed (malformed_id, intake, reason, body, size, arrivals, last_at) VALUES ('m', 'egress-intake', 'r', 'b', 1, 1, now_ms())
                """),
            Cancel);

        (await LeftAfterAsync(0)).ShouldBe("1 2 1");
        (await LeftAfterAsync(91)).ShouldBe("1 1 0");
        (await LeftAfterAsync(639)).ShouldBe("1 1 0");
        (await LeftAfterAsync(1)).ShouldBe("0 1 0");
    }

    private async Task<string> LeftAfterAsync(int days)
    {
        _time.Advance(TimeSpan.FromDays(days));
        await _egress.Get<OutboxCleaner>().CleanAsync(Cancel);
        return (await _egress.Store.ReadAsync(
            session => session.QueryAsync<string>(
                "SELECT (SELECT COUNT(*) FROM thread) || ' ' || (SELECT COUNT(*) FROM api_month) || ' ' || (SELECT COUNT(*) FROM malformed)"),
            Cancel)).Single();
    }

    private async Task ShouldBeLeftAfterAsync(int days, long sent, long failed)
    {
        _time.Advance(TimeSpan.FromDays(days));
        (await _egress.Get<OutboxCleaner>().CleanAsync(Cancel)).ShouldBeFalse();
        (await _egress.CountAsync("sent"), await _egress.CountAsync("failed"), await _egress.CountAsync("queued")).ShouldBe((sent, failed, 1));
    }

    private async Task<OutboxRow> HeadAsync(LaneLease lease, DeliverMessage? reply = null) =>
        (await _egress.HeadsAsync(lease)).Single(row => reply is null || row.DeliveryId == reply.Id.ToString());

    private async Task<IReadOnlyList<string>> HeadTextsAsync(LaneLease lease) =>
        [.. (await _egress.HeadsAsync(lease)).Select(head => ((MarkdownContent)head.Read(head.Body!).Content).Text)];

    private async Task EndAsync(LaneLease lease, string text)
    {
        var head = (await _egress.HeadsAsync(lease)).Single(head => head.Read(head.Body!).Content == new MarkdownContent { Text = text });
        await _egress.EndAsync(lease, head, RowChange.Sent(1));
    }
}
