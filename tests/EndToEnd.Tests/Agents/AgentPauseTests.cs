using Harness.Agents;

namespace EndToEnd.Tests.Agents;

/// <summary>A replica that stands still at a certain step, past its lease, and wakes when another one has taken over.</summary>
public sealed class AgentPauseTests
{
    private const string LeaseIsOver = "The lease of lane dingtalk:acme:cid1==";
    private static readonly Token First = new(1, 1);
    private static readonly Token Second = new(1, 2);
    private readonly HeldModel _model = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task PausedDuringTheModelCall_AnotherAnswers_TheWokenOneCommitsNothing()
    {
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync);
        var paused = await bench.StartReadyAsync("paused");
        await bench.Edges.SayAsync(First, Cancel);
        var call = await bench.CalledAsync(call => call.Replica == "paused");
        paused.Process.Pause();
        await bench.StartReadyAsync("other");
        var again = await bench.CalledAsync(call => call.Replica == "other");

        _model.Answer(call);
        paused.Process.Resume();
        await paused.Process.ShowsAsync(LeaseIsOver, Cancel);

        (await bench.Store.CountAsync("agent.turn WHERE status = 'running'")).ShouldBe(1);
        _model.Answer(again);
        await AnsweredAsync(bench, "other heard [c1.1]");
    }

    [Fact(Timeout = 120_000)]
    public async Task PausedBetweenCheckAndWrite_LosesItsLocks_AnotherAnswers()
    {
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync);
        var paused = await bench.StartReadyAsync("paused");
        await bench.Edges.SayAsync(First, Cancel);
        var call = await bench.CalledAsync(call => call.Replica == "paused");
        await using (await bench.Store.BeginAsync("SELECT 1 FROM agent.turn WHERE status = 'running' FOR UPDATE"))
        {
            // The lease is checked, with the lane's row locked; the write that follows waits for the test.
            _model.Answer(call);
            await bench.Store.UntilAsync("pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE turn SET status%' AND datname = current_database()");
            paused.Process.Pause();
        }

        await bench.StartReadyAsync("other");
        var again = await bench.CalledAsync(call => call.Replica == "other");

        paused.Process.Resume();
        await paused.Process.ShowsAsync(LeaseIsOver, Cancel);
        (await bench.Store.CountAsync("agent.turn WHERE status = 'running'")).ShouldBe(1);
        _model.Answer(again);
        await AnsweredAsync(bench, "other heard [c1.1]");
    }

    // Awake again well within its lease by the clock, so that it is the check in the database that refuses.
    [Fact(Timeout = 120_000)]
    public async Task PausedBeforeTheCheck_LaneTakenOverMeanwhile_TheCheckRefuses()
    {
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync);
        var paused = await bench.StartReadyAsync("paused");
        await bench.Edges.SayAsync(First, Cancel);
        var call = await bench.CalledAsync(call => call.Replica == "paused");
        await using (var takeover = await bench.Store.BeginAsync("UPDATE agent.lane SET token = token + 1, lease_until = 0, owner = 'the test'"))
        {
            _model.Answer(call);
            await bench.Store.UntilAsync("pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE lane SET token = token%' AND datname = current_database()");
            paused.Process.Pause();
            await takeover.CommitAsync();
        }

        paused.Process.Resume();
        await paused.Process.ShowsAsync($"{LeaseIsOver} was taken over", Cancel);

        // The answer is at hand, so the next start commits it under its own lease, and the model is not asked again.
        await AnsweredAsync(bench, "paused heard [c1.1]");
        (await bench.Store.CountAsync("agent.turn WHERE status = 'committed' AND attempts = 2")).ShouldBe(1);
        bench.Model.Calls.Count.ShouldBe(1);
    }

    [Fact(Timeout = 120_000)]
    public async Task PausedBetweenCommitAndSend_AnotherSends_TheWokenOneAtMostTheSameOnceMore()
    {
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync, hears: false);
        var paused = await bench.StartReadyAsync("paused");
        await bench.Edges.SayAsync(First, Cancel);
        _model.Answer(await bench.CalledAsync(call => call.Replica == "paused"));

        // Nobody takes replies yet, so this one is tried again and again.
        await bench.Store.UntilAsync("agent.turn WHERE status = 'committed'");
        paused.Process.Pause();
        await bench.Edges.HearAsync(Cancel);
        await bench.StartReadyAsync("other");
        await AnsweredAsync(bench, "paused heard [c1.1]");

        paused.Process.Resume();
        await paused.Process.ShowsAsync(LeaseIsOver, Cancel);
        await bench.Edges.SayAsync(Second, Cancel);
        _model.Answer(await bench.CalledAsync(call => call.Said.Contains(Second)));
        await bench.AnsweredAsync(2);

        bench.Edges.Replies.All.Select(reply => reply.Sequence).ShouldBe([1, 2]);
        bench.Edges.Replies.Repeated.ShouldBeLessThanOrEqualTo(1);
        bench.Model.Calls.Count.ShouldBe(2);
    }

    private static async Task AnsweredAsync(AgentBench bench, string text)
    {
        await bench.AnsweredAsync(1);
        await bench.Store.UntilAsync("agent.reply WHERE sent = 1");
        ReplyLog.Text(bench.Edges.Replies.All.ShouldHaveSingleItem()).ShouldBe(text);
        (await bench.Store.MessagesAsync()).ShouldHaveSingleItem().Status.ShouldBe("committed");
    }
}
