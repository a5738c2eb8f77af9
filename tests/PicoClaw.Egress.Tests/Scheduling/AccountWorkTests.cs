using System.Collections.Concurrent;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Scheduling;

/// <summary>The running service against the emulator.</summary>
public abstract partial class AccountWorkTests(bool onPostgres) : EgressTests(onPostgres)
{
    [Fact]
    public async Task Drain_ManyConversations_EveryReplyOnceAndEachConversationInSequence()
    {
        var lanes = await HearAsync(10);
        var replies = lanes.SelectMany(lane => Enumerable.Range(1, 10).Select(i => lane.Say($"{i}"))).ToArray();
        await Egress.StartAsync();

        // As a redelivering broker would bring them: shuffled and twice.
        var order = replies.Concat(replies).ToArray();
        new Random(1).Shuffle(order);
        await Egress.PutAsync(order);
        await Egress.UntilAsync("sent", replies);

        foreach (var lane in lanes)
        {
            (await UnmergedAsync(lane.Conversation.Id)).ShouldBe(Enumerable.Range(1, 10).Select(i => $"{i}"));
        }
    }

    [Fact]
    public async Task Drain_OneConversationIsSlow_TheOthersDoNotWaitForIt()
    {
        var (slow, quick) = (await HearAsync("slow"), await HearAsync("quick"));
        HoldRequestsOf(slow);
        await Egress.StartAsync();
        DeliverMessage[] slows = [slow.Say("1"), slow.Say("2")];
        DeliverMessage[] quicks = [quick.Say("1"), quick.Say("2"), quick.Say("3")];
        await Egress.PutAsync(slows[0]);
        var call = await Egress.Gate.NextAsync();

        await Egress.PutAsync(slows[1]);
        await Egress.PutAsync(quicks);
        await Egress.UntilAsync("sent", quicks);

        (await DingTalk.TextsAsync("slow")).ShouldBeEmpty();
        (await Egress.StateAsync(slows[0])).Status.ShouldBe("sending");
        (await Egress.StateAsync(slows[1])).Status.ShouldBe("queued");
        LetGo(call);
        await Egress.UntilAsync("sent", slows);
        (await DingTalk.TextsAsync("slow")).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Drain_MoreConversationsThanCallsAtOnce_NoMoreAreInHand()
    {
        var replies = (await HearAsync(CallLimits.MostAtOnce + 2)).Select(lane => lane.Say("text")).ToArray();
        var other = await HearAsync("group", "other");
        Egress.Gate.HoldRequest = request => !request.RequestUri!.Query.Contains(other.Session);
        await Egress.PutAsync(replies);
        await Egress.StartAsync();
        var calls = new List<HeldCall>();
        foreach (var _ in Enumerable.Range(0, CallLimits.MostAtOnce))
        {
            calls.Add(await Egress.Gate.NextAsync());
        }

        // By the time the other account's reply is sent, a further call would have arrived.
        var reply = other.Say("text");
        await Egress.PutAsync(reply);
        await Egress.UntilAsync("sent", reply);

        Egress.Gate.MostInHand.ShouldBe(CallLimits.MostAtOnce);
        LetGo([.. calls]);
        await Egress.UntilAsync("sent", replies);
    }

    [Fact]
    public async Task Drain_CallsDoNotEnd_OthersAreBegunAtTheAccountsRate()
    {
        await ReopenAsync("Egress:Limits:CallsAtOnce", "4");
        var replies = (await HearAsync(12)).Select(lane => lane.Say("text")).ToArray();
        Egress.Gate.HoldRequest = _ => true;
        await Egress.PutAsync(replies);
        await Egress.StartAsync();
        var calls = new List<HeldCall>();
        while (calls.Count < 4)
        {
            calls.Add(await Egress.Gate.NextAsync());
        }

        Egress.Gate.MostInHand.ShouldBe(4);
        Time.Advance(TimeSpan.FromMilliseconds(200));
        while (calls.Count < 8)
        {
            var next = Egress.Gate.NextAsync();
            await CreepUntilAsync(() => next.IsCompleted, TimeSpan.FromMicroseconds(100));
            calls.Add(await next);
        }

        Egress.Gate.MostInHand.ShouldBe(8);
        Egress.Gate.HoldRequest = _ => false;
        LetGo([.. calls]);
        await Egress.UntilAsync("sent", replies);
    }

    [Fact]
    public async Task Drain_NoisyConversations_DoNotStarveOthers()
    {
        // One call at a time: of several that begin together, the others may have gone round before the last one is out.
        await ReopenAsync("Egress:Limits:CallsAtOnce", "1");
        var noisy = await HearAsync(8);
        await Egress.PutAsync([.. noisy.SelectMany(lane => Enumerable.Range(1, 20).Select(i => lane.Say($"{i} {new string('x', 3000)}")))]);
        Time.Advance(TimeSpan.FromSeconds(1));
        var quiet = await HearAsync("quiet");
        var reply = quiet.Say("text");
        await Egress.PutAsync(reply);

        var started = new ConcurrentQueue<string>();
        Egress.Gate.HoldRequest = request =>
        {
            started.Enqueue(request.RequestUri!.Query);
            return false;
        };

        await Egress.StartAsync();
        await Egress.UntilAsync("sent", reply);

        started.TakeWhile(query => !query.Contains(quiet.Session)).Count().ShouldBe(noisy.Count, "one call of each that waits for longer");
    }

    [Fact]
    public async Task Drain_ReplyComesWhileAnotherWaits_IsSentAtOnce()
    {
        var (waiting, other) = (await HearAsync("waiting"), await HearAsync("other"));
        await Egress.StartAsync();
        await DingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });
        var first = waiting.Say("first");
        await Egress.PutAsync(first);
        await Wait.UntilAsync(async () => (await Egress.StateAsync(first)) is { Throttles: 1, Status: "queued" });

        var second = other.Say("second");
        await Egress.PutAsync(second);

        await Egress.UntilAsync("sent", second);
        (await Egress.StateAsync(first)).Status.ShouldBe("queued");
    }

    [Fact]
    public async Task Drain_Throttled_IsSentOnceByItself()
    {
        var reply = (await HearAsync("group")).Say("text");
        await DingTalk.FaultAsync(new { sendErrcode = 130101, count = 2 });
        await Egress.StartAsync();
        var start = Time.GetUtcNow();

        await Egress.PutAsync(reply);
        await AdvanceUntilSentAsync(reply);

        (await DingTalk.TextsAsync()).ShouldBe(["text"]);
        (Time.GetUtcNow() - start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(180));
    }

    [Fact]
    public async Task Drain_UnknownOutcome_IsSentOnceMoreByItself()
    {
        var reply = (await HearAsync("group")).Say("text");
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await Egress.StartAsync();

        await Egress.PutAsync(reply);
        await AdvanceUntilSentAsync(reply);

        (await DingTalk.TextsAsync()).ShouldBe(["text", "text"]);
    }

    [Fact]
    public async Task Drain_GapThatIsNeverFilled_IsSkippedAfterAMinute()
    {
        var lane = await HearAsync("group");
        var replies = new[] { lane.SayAt(1, "1"), lane.SayAt(3, "3"), lane.SayAt(4, "4") };
        await Egress.StartAsync();
        var start = Time.GetUtcNow();

        await Egress.PutAsync(replies);
        await AdvanceUntilSentAsync(replies);

        (await UnmergedAsync()).ShouldBe(["1", "3", "4"]);
        (Time.GetUtcNow() - start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(60));
        Egress.LogsOf(405).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Drain_TwoAccounts_EachSendsAsItsOwnAppAndNeitherWaitsForTheOther()
    {
        var (main, other) = (await HearAsync("group", "main"), await HearAsync("group", "other"));
        await DingTalk.FaultAsync(new { expireSessions = true });
        var (fromMain, fromOther) = (main.Say("from main"), other.Say("from other"));
        Egress.Gate.HoldRequest = request => request.RequestUri!.AbsolutePath == "/v1.0/robot/groupMessages/send";
        await Egress.StartAsync();
        await Egress.PutAsync(fromMain);
        var call = await Egress.Gate.NextAsync();
        Egress.Gate.HoldRequest = _ => false;

        await Egress.PutAsync(fromOther);
        await Egress.UntilAsync("sent", fromOther);
        (await Egress.StateAsync(fromMain)).Status.ShouldBe("sending");
        call.Release();
        await Egress.UntilAsync("sent", fromMain);

        (await DingTalk.RepliesAsync()).Select(reply => (reply.App, reply.Via, reply.Text))
            .ShouldBe([("ding-other", "group", "from other"), ("ding-main", "group", "from main")]);
        (await DingTalk.StatAsync("tokensIssued")).ShouldBe(2);
    }

    [Fact]
    public async Task StopAsync_CallInHand_IsFinishedAndTheRestStaysQueued()
    {
        var lane = await HearAsync("group");
        DeliverMessage[] replies = [lane.Say("1"), lane.Say("2"), lane.Say("3")];
        Egress.Gate.HoldRequest = _ => true;
        await Egress.StartAsync();
        await Egress.PutAsync(replies[0]);
        var call = await Egress.Gate.NextAsync();
        await Egress.PutAsync(replies[1..]);

        var stop = Egress.StopAsync();
        stop.IsCompleted.ShouldBeFalse();
        await Egress.LanesAreStoppingAsync();
        call.Release();
        await stop;

        (await DingTalk.TextsAsync()).ShouldBe(["1"]);
        (await Egress.StateAsync(replies[0])).Status.ShouldBe("sent");
        (await Egress.CountAsync("queued")).ShouldBe(2);
        await RestartAsync();
        await Egress.UntilAsync("sent", replies);
        (await DingTalk.TextsAsync()).ShouldBe(["1", $"2{MarkdownDialect.Separator}3"]);
    }

    [Fact]
    public async Task StopAsync_LongReplyInHand_EndsAfterThePartAndGoesOnAfterTheRestart()
    {
        var text = string.Join("\n\n", Enumerable.Range(1, 6).Select(part => $"part {part} {new string('字', 3000)}"));
        var reply = (await HearAsync("group")).Say(text);
        Egress.Gate.HoldRequest = _ => true;
        await Egress.StartAsync();
        await Egress.PutAsync(reply);
        var call = await Egress.Gate.NextAsync();

        var stop = Egress.StopAsync();
        await Egress.LanesAreStoppingAsync();
        LetGo(call);
        await stop;

        (await DingTalk.TextsAsync()).Count.ShouldBe(1);
        var state = await Egress.StateAsync(reply);
        (state.Status, state.PartsSent).ShouldBe(("queued", 1));
        await RestartAsync();
        await Egress.UntilAsync("sent", reply);
        (await DingTalk.TextsAsync()).Select((part, index) => part.Replace($"\n\n({index + 1}/6)", "", StringComparison.Ordinal)).ShouldBe(text.Split("\n\n"));
        Egress.LogsOf(401).ShouldBeEmpty();
    }

    [Fact]
    public async Task Takeover_RowFoundSending_IsSentOnceMoreAndItsCallIsNamed()
    {
        var lane = await HearAsync("group");
        var (called, next) = (lane.Say("called"), lane.Say("next"));
        await Egress.PutAsync(called, next);
        var dead = await Egress.ClaimAsync();
        var callId = Guid.NewGuid();
        await Egress.BeginAsync(dead, (await Egress.HeadsAsync(dead)).Single(), "webhook", callId);
        Time.Advance(TimeSpan.FromSeconds(31));

        await Egress.StartAsync();
        var start = Time.GetUtcNow();
        await AdvanceUntilSentAsync(called, next);

        (Time.GetUtcNow() - start).ShouldBeGreaterThanOrEqualTo(OutboxTable.RecordGrace, "its process may live and know better");
        (await DingTalk.TextsAsync()).ShouldBe(["called", "next"]);
        Egress.LogsOf(401).Single().Message.ShouldContain(callId.ToString());
    }

    [Fact]
    public async Task Takeover_RowFoundSendingAtMostOnce_FailsAndTheNextStillGoes()
    {
        await ReopenAsync("Egress:Delivery:UnknownOutcome", "AtMostOnce");
        var lane = await HearAsync("group");
        var (called, next) = (lane.Say("called"), lane.Say("next"));
        await Egress.PutAsync(called, next);
        var dead = await Egress.ClaimAsync();
        await Egress.BeginAsync(dead, (await Egress.HeadsAsync(dead)).Single(), "webhook", Guid.NewGuid());
        Time.Advance(TimeSpan.FromSeconds(31));

        await Egress.StartAsync();
        await AdvanceUntilSentAsync(next);

        (await DingTalk.TextsAsync()).ShouldBe(["next"]);
        (await Egress.StateAsync(called)).Status.ShouldBe("failed");
    }

    [Fact]
    public async Task Drain_OneRowBreaksTheWork_CallsInHandAreFinishedAndAllIsTriedAgain()
    {
        var (good, bad) = (await HearAsync("good"), await HearAsync("bad"));
        var (goodReply, badReply) = (good.Say("good"), bad.Say("bad"));
        await BreakUpdatesAsync(badReply);
        HoldRequestsOf(good);
        await Egress.PutAsync(badReply);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        await Egress.PutAsync(goodReply);
        await Egress.StartAsync();
        LetGo(await Egress.Gate.NextAsync());

        await Egress.UntilAsync("sent", goodReply);
        await Egress.Store.WriteAsync(session => session.ExecuteAsync(OnPostgres ? "DROP TRIGGER broken ON outbox" : "DROP TRIGGER broken"), Cancel);
        await AdvanceUntilSentAsync(badReply);

        (await DingTalk.TextsAsync()).ShouldBe(["good", "bad"]);
        Egress.LogsOf(401).ShouldBeEmpty();
    }

    /// <summary>Replies that waited together arrive together.</summary>
    private async Task<IEnumerable<string>> UnmergedAsync(string? conversationId = null) =>
        (await DingTalk.TextsAsync(conversationId)).SelectMany(text => text.Split(MarkdownDialect.Separator));

    private async Task<IReadOnlyList<TestLane>> HearAsync(int groups)
    {
        var lanes = new List<TestLane>();
        foreach (var group in Enumerable.Range(0, groups))
        {
            lanes.Add(await HearAsync($"group {group}"));
        }

        return lanes;
    }

    private void HoldRequestsOf(TestLane lane)
    {
        var session = lane.Session;
        Egress.Gate.HoldRequest = request => request.RequestUri!.Query.Contains(session, StringComparison.Ordinal);
    }

    private void LetGo(params HeldCall[] calls)
    {
        Egress.Gate.HoldRequest = _ => false;
        foreach (var call in calls)
        {
            call.Release();
        }
    }

    private async Task RestartAsync()
    {
        await ReopenAsync();
        await Egress.StartAsync();
    }

    private Task BreakUpdatesAsync(DeliverMessage reply) => Egress.Store.WriteAsync(
        session => session.ExecuteAsync(
            OnPostgres
                ? $"""
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''broken''; END';
                CREATE TRIGGER broken BEFORE UPDATE ON outbox FOR EACH ROW WHEN (NEW.delivery_id = '{reply.Id}') EXECUTE FUNCTION fail();
                """
                : $"CREATE TRIGGER broken BEFORE UPDATE ON outbox WHEN NEW.delivery_id = '{reply.Id}' BEGIN SELECT RAISE(ABORT, 'broken'); END"),
        Cancel);

    /// <summary>Moves the clock on, in small steps: a timer that began just after the move that was meant for it is late by as much.</summary>
    private Task CreepUntilAsync(Func<bool> reached, TimeSpan step) => Wait.UntilAsync(() =>
    {
        Time.Advance(step);
        return Task.FromResult(reached());
    });

    /// <summary>Moves the clock only while no call is out: the call's deadline is on it too.</summary>
    private Task AdvanceUntilSentAsync(params DeliverMessage[] replies) => Wait.UntilAsync(async () =>
    {
        if (await Egress.CountAsync("sending") == 0)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var reply in replies)
        {
            if ((await Egress.StateAsync(reply)).Status != "sent")
            {
                return false;
            }
        }

        return true;
    });
}
