using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Contracts;
using PicoClaw.Egress.Markdown;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Sending;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Outbox;

/// <summary>The running service against the emulator.</summary>
public abstract partial class AccountWorkTests(bool onPostgres) : IAsyncLifetime
{
    private readonly TestPlace _place = new(onPostgres);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private TestDingTalk _dingTalk = null!;
    private TestEgress _egress = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _dingTalk = await TestDingTalk.StartAsync(_time);
        _egress = await TestEgress.OpenAsync(_place, _time, _dingTalk.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _egress.DisposeAsync();
        await _dingTalk.DisposeAsync();
        await _place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Drain_ManyConversations_EveryReplyOnceAndEachConversationInSequence()
    {
        var threads = await HearAsync(10);
        var replies = threads.SelectMany(thread => Enumerable.Range(1, 10).Select(i => thread.Say($"{i}"))).ToArray();
        await _egress.StartAsync();

        // As a redelivering broker would bring them: shuffled and twice.
        var order = replies.Concat(replies).ToArray();
        new Random(1).Shuffle(order);
        await _egress.PutAsync(order);
        await _egress.UntilAsync("sent", replies);

        foreach (var thread in threads)
        {
            (await UnmergedAsync(thread.Conversation.Id)).ShouldBe(Enumerable.Range(1, 10).Select(i => $"{i}"));
        }
    }

    [Fact]
    public async Task Drain_OneConversationIsSlow_TheOthersDoNotWaitForIt()
    {
        var (slow, quick) = (await HearAsync("slow"), await HearAsync("quick"));
        HoldRequestsOf(slow);
        await _egress.StartAsync();
        DeliverMessage[] slows = [slow.Say("1"), slow.Say("2")];
        DeliverMessage[] quicks = [quick.Say("1"), quick.Say("2"), quick.Say("3")];
        await _egress.PutAsync(slows[0]);
        var call = await _egress.Gate.NextAsync();

        await _egress.PutAsync(slows[1]);
        await _egress.PutAsync(quicks);
        await _egress.UntilAsync("sent", quicks);

        (await _dingTalk.TextsAsync("slow")).ShouldBeEmpty();
        (await _egress.StateAsync(slows[0])).Status.ShouldBe("sending");
        (await _egress.StateAsync(slows[1])).Status.ShouldBe("queued");
        LetGo(call);
        await _egress.UntilAsync("sent", slows);
        (await _dingTalk.TextsAsync("slow")).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Drain_MoreConversationsThanCallsAtOnce_NoMoreAreInHand()
    {
        var replies = (await HearAsync(AccountSender.CallsAtOnce + 2)).Select(thread => thread.Say("text")).ToArray();
        var other = await HearAsync("group", "other");
        _egress.Gate.HoldRequest = request => !request.RequestUri!.Query.Contains(other.Session);
        await _egress.PutAsync(replies);
        await _egress.StartAsync();
        var calls = new List<HeldCall>();
        foreach (var _ in Enumerable.Range(0, AccountSender.CallsAtOnce))
        {
            calls.Add(await _egress.Gate.NextAsync());
        }

        // While a reply of the other account goes all the way, another call would have come too.
        var reply = other.Say("text");
        await _egress.PutAsync(reply);
        await _egress.UntilAsync("sent", reply);

        _egress.Gate.MostInHand.ShouldBe(AccountSender.CallsAtOnce);
        LetGo([.. calls]);
        await _egress.UntilAsync("sent", replies);
    }

    [Fact]
    public async Task Drain_NoisyConversations_StarveNobody()
    {
        var noisy = await HearAsync(8);
        await _egress.PutAsync([.. noisy.SelectMany(thread => Enumerable.Range(1, 20).Select(i => thread.Say($"{i} {new string('x', 3000)}")))]);
        _time.Advance(TimeSpan.FromSeconds(1));
        var quiet = await HearAsync("quiet");
        var reply = quiet.Say("text");
        await _egress.PutAsync(reply);

        var started = new ConcurrentQueue<string>();
        _egress.Gate.HoldRequest = request =>
        {
            started.Enqueue(request.RequestUri!.Query);
            return false;
        };

        await _egress.StartAsync();
        await _egress.UntilAsync("sent", reply);

        // One call of each noisy conversation, and those that began at the same moment.
        started.TakeWhile(query => !query.Contains(quiet.Session)).Count().ShouldBeLessThanOrEqualTo(16);
    }

    [Fact]
    public async Task Drain_ReplyComesWhileAnotherWaits_IsSentAtOnce()
    {
        var (waiting, other) = (await HearAsync("waiting"), await HearAsync("other"));
        await _egress.StartAsync();
        await _dingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });
        var first = waiting.Say("first");
        await _egress.PutAsync(first);
        await Wait.UntilAsync(async () => (await _egress.StateAsync(first)) is { Throttles: 1, Status: "queued" });

        var second = other.Say("second");
        await _egress.PutAsync(second);

        await _egress.UntilAsync("sent", second);
        (await _egress.StateAsync(first)).Status.ShouldBe("queued");
    }

    [Fact]
    public async Task Drain_Throttled_IsSentOnceByItself()
    {
        var reply = (await HearAsync("group")).Say("text");
        await _dingTalk.FaultAsync(new { sendErrcode = 130101, count = 2 });
        await _egress.StartAsync();
        var start = _time.GetUtcNow();

        await _egress.PutAsync(reply);
        await AdvanceUntilSentAsync(reply);

        (await _dingTalk.TextsAsync()).ShouldBe(["text"]);
        (_time.GetUtcNow() - start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(180));
    }

    [Fact]
    public async Task Drain_UnknownOutcome_IsSentOnceMoreByItself()
    {
        var reply = (await HearAsync("group")).Say("text");
        await _dingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await _egress.StartAsync();

        await _egress.PutAsync(reply);
        await AdvanceUntilSentAsync(reply);

        (await _dingTalk.TextsAsync()).ShouldBe(["text", "text"]);
    }

    [Fact]
    public async Task Drain_GapThatNobodyFills_IsSkippedAfterAMinute()
    {
        var thread = await HearAsync("group");
        var replies = new[] { thread.SayAt(1, "1"), thread.SayAt(3, "3"), thread.SayAt(4, "4") };
        await _egress.StartAsync();
        var start = _time.GetUtcNow();

        await _egress.PutAsync(replies);
        await AdvanceUntilSentAsync(replies);

        (await UnmergedAsync()).ShouldBe(["1", "3", "4"]);
        (_time.GetUtcNow() - start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(60));
        _egress.LogsOf(405).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Drain_TwoAccounts_EachSendsAsItsOwnAppAndNeitherWaitsForTheOther()
    {
        var (main, other) = (await HearAsync("group", "main"), await HearAsync("group", "other"));
        await _dingTalk.FaultAsync(new { expireSessions = true });
        var (fromMain, fromOther) = (main.Say("from main"), other.Say("from other"));
        _egress.Gate.HoldRequest = request => request.RequestUri!.AbsolutePath == "/v1.0/robot/groupMessages/send";
        await _egress.StartAsync();
        await _egress.PutAsync(fromMain);
        var call = await _egress.Gate.NextAsync();
        _egress.Gate.HoldRequest = _ => false;

        await _egress.PutAsync(fromOther);
        await _egress.UntilAsync("sent", fromOther);
        (await _egress.StateAsync(fromMain)).Status.ShouldBe("sending");
        call.Release();
        await _egress.UntilAsync("sent", fromMain);

        (await _dingTalk.RepliesAsync()).Select(reply => (reply.App, reply.Via, reply.Text)).ShouldBe([("ding-other", "group", "from other"), ("ding-main", "group", "from main")]);
        (await _dingTalk.StatAsync("tokensIssued")).ShouldBe(2);
    }

    [Fact]
    public async Task StopAsync_CallInHand_IsFinishedAndTheRestStaysQueued()
    {
        var thread = await HearAsync("group");
        DeliverMessage[] replies = [thread.Say("1"), thread.Say("2"), thread.Say("3")];
        _egress.Gate.HoldRequest = _ => true;
        await _egress.StartAsync();
        await _egress.PutAsync(replies[0]);
        var call = await _egress.Gate.NextAsync();
        await _egress.PutAsync(replies[1..]);

        var stop = _egress.StopAsync();
        stop.IsCompleted.ShouldBeFalse();
        call.Release();
        await stop;

        (await _dingTalk.TextsAsync()).ShouldBe(["1"]);
        (await _egress.StateAsync(replies[0])).Status.ShouldBe("sent");
        (await _egress.CountAsync("queued")).ShouldBe(2);
        await RestartAsync();
        await _egress.UntilAsync("sent", replies);
        (await _dingTalk.TextsAsync()).ShouldBe(["1", $"2{MarkdownDialect.Separator}3"]);
    }

    [Fact]
    public async Task StopAsync_LongReplyInHand_EndsAfterThePartAndGoesOnAfterTheRestart()
    {
        var text = string.Join("\n\n", Enumerable.Range(1, 6).Select(part => $"part {part} {new string('字', 3000)}"));
        var reply = (await HearAsync("group")).Say(text);
        _egress.Gate.HoldRequest = _ => true;
        await _egress.StartAsync();
        await _egress.PutAsync(reply);
        var call = await _egress.Gate.NextAsync();

        var stop = _egress.StopAsync();
        LetGo(call);
        await stop;

        (await _dingTalk.TextsAsync()).Count.ShouldBe(1);
        var state = await _egress.StateAsync(reply);
        (state.Status, state.PartsSent).ShouldBe(("queued", 1));
        await RestartAsync();
        await _egress.UntilAsync("sent", reply);
        (await _dingTalk.TextsAsync()).Select((part, index) => part.Replace($"\n\n({index + 1}/6)", "", StringComparison.Ordinal)).ShouldBe(text.Split("\n\n"));
        _egress.LogsOf(401).ShouldBeEmpty();
    }

    [Fact]
    public async Task Takeover_RowFoundSending_IsSentOnceMoreAndItsCallIsNamed()
    {
        var thread = await HearAsync("group");
        var (called, next) = (thread.Say("called"), thread.Say("next"));
        await _egress.PutAsync(called, next);
        var dead = await _egress.ClaimAsync();
        var callId = Guid.NewGuid();
        await _egress.BeginAsync(dead, (await _egress.HeadsAsync(dead)).Single(), "webhook", callId);
        _time.Advance(TimeSpan.FromSeconds(31));

        await _egress.StartAsync();
        var start = _time.GetUtcNow();
        await AdvanceUntilSentAsync(called, next);

        (_time.GetUtcNow() - start).ShouldBeGreaterThanOrEqualTo(OutboxTable.RecordGrace, "its process may live and know better");
        (await _dingTalk.TextsAsync()).ShouldBe(["called", "next"]);
        _egress.LogsOf(401).Single().Message.ShouldContain(callId.ToString());
    }

    [Fact]
    public async Task Takeover_RowFoundSendingAtMostOnce_FailsAndTheNextStillGoes()
    {
        await _egress.DisposeAsync();
        _egress = await TestEgress.OpenAsync(_place, _time, _dingTalk.Address, builder => builder.Configuration["Egress:Delivery:UnknownOutcome"] = "AtMostOnce");
        var thread = await HearAsync("group");
        var (called, next) = (thread.Say("called"), thread.Say("next"));
        await _egress.PutAsync(called, next);
        var dead = await _egress.ClaimAsync();
        await _egress.BeginAsync(dead, (await _egress.HeadsAsync(dead)).Single(), "webhook", Guid.NewGuid());
        _time.Advance(TimeSpan.FromSeconds(31));

        await _egress.StartAsync();
        await AdvanceUntilSentAsync(next);

        (await _dingTalk.TextsAsync()).ShouldBe(["next"]);
        (await _egress.StateAsync(called)).Status.ShouldBe("failed");
    }

    [Fact]
    public async Task Drain_OneRowBreaksTheWork_CallsInHandAreFinishedAndAllIsTriedAgain()
    {
        var (good, bad) = (await HearAsync("good"), await HearAsync("bad"));
        var (goodReply, badReply) = (good.Say("good"), bad.Say("bad"));
        await BreakUpdatesAsync(badReply);
        HoldRequestsOf(good);
        await _egress.PutAsync(badReply);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _egress.PutAsync(goodReply);
        await _egress.StartAsync();
        LetGo(await _egress.Gate.NextAsync());

        await _egress.UntilAsync("sent", goodReply);
        await _egress.Store.WriteAsync(session => session.ExecuteAsync(onPostgres ? "DROP TRIGGER broken ON outbox" : "DROP TRIGGER broken"), Cancel);
        await AdvanceUntilSentAsync(badReply);

        (await _dingTalk.TextsAsync()).ShouldBe(["good", "bad"]);
        _egress.LogsOf(401).ShouldBeEmpty();
    }

    /// <summary>Replies that waited together come together.</summary>
    private async Task<IEnumerable<string>> UnmergedAsync(string? conversationId = null) =>
        (await _dingTalk.TextsAsync(conversationId)).SelectMany(text => text.Split(MarkdownDialect.Separator));

    private async Task<TestThread> HearAsync(string group, string account = "main")
    {
        var (conversation, route) = await _dingTalk.HearAsync(account, group);
        return new TestThread(conversation, route, _time);
    }

    private async Task<IReadOnlyList<TestThread>> HearAsync(int groups)
    {
        var threads = new List<TestThread>();
        foreach (var group in Enumerable.Range(0, groups))
        {
            threads.Add(await HearAsync($"group {group}"));
        }

        return threads;
    }

    private void HoldRequestsOf(TestThread thread)
    {
        var session = thread.Session;
        _egress.Gate.HoldRequest = request => request.RequestUri!.Query.Contains(session, StringComparison.Ordinal);
    }

    private void LetGo(params HeldCall[] calls)
    {
        _egress.Gate.HoldRequest = _ => false;
        foreach (var call in calls)
        {
            call.Release();
        }
    }

    private async Task RestartAsync()
    {
        await _egress.DisposeAsync();
        _egress = await TestEgress.OpenAsync(_place, _time, _dingTalk.Address);
        await _egress.StartAsync();
    }

    /// <summary>Moves the clock while nothing is in hand: a call's deadline is on it too.</summary>
    private Task BreakUpdatesAsync(DeliverMessage reply) => _egress.Store.WriteAsync(
        session => session.ExecuteAsync(
            onPostgres
                ? $"""
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''broken''; END';
                CREATE TRIGGER broken BEFORE UPDATE ON outbox FOR EACH ROW WHEN (NEW.delivery_id = '{reply.Id}') EXECUTE FUNCTION fail();
                """
                : $"CREATE TRIGGER broken BEFORE UPDATE ON outbox WHEN NEW.delivery_id = '{reply.Id}' BEGIN SELECT RAISE(ABORT, 'broken'); END"),
        Cancel);

    private Task AdvanceUntilSentAsync(params DeliverMessage[] replies) => Wait.UntilAsync(async () =>
    {
        if (await _egress.CountAsync("sending") == 0)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var reply in replies)
        {
            if ((await _egress.StateAsync(reply)).Status != "sent")
            {
                return false;
            }
        }

        return true;
    });
}
