using System.Diagnostics;
using Harness.Agents;

namespace EndToEnd.Tests.Agents;

/// <summary>A replica is paused at a certain step until its lease is over, and resumes when another one has taken over.</summary>
public sealed class AgentPauseTests
{
    private const string LeaseIsOver = "The lease of lane dingtalk:acme:cid1==";
    private static readonly Token First = new(1, 1);
    private static readonly Token Second = new(1, 2);
    private readonly HeldModel _model = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task PausedDuringTheModelCall_AnotherAnswers_TheResumedOneCommitsNothing()
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

    [Fact(Timeout = 180_000)]
    public async Task PausedBetweenCheckAndWrite_LosesItsLocks_AnotherAnswers()
    {
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync);
        var paused = await bench.StartReadyAsync("paused");
        await bench.Edges.SayAsync(First, Cancel);
        var call = await bench.CalledAsync(call => call.Replica == "paused");
        await using (await bench.Store.BeginAsync("SELECT 1 FROM agent.turn WHERE status = 'running' FOR UPDATE"))
        {
            // The lease is checked and its fence held; the write after it waits for the test.
            _model.Answer(call);
            await bench.Store.BlockedAsync("UPDATE turn SET status%");
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

    // It is the single active consumer, so what it has been given, and all behind it, waits until RabbitMQ notices that it is silent.
    [Fact(Timeout = 180_000)]
    public async Task PausedAsTheActiveConsumer_MessagesWaitForTheHeartbeatOnly_ThenAnotherAnswers()
    {
        await using var bench = await AgentBench.StartAsync((_, _) => Task.CompletedTask);
        var paused = await bench.StartReadyAsync("paused");
        await bench.Edges.SayAsync(First, Cancel);
        await AnsweredAsync(bench, "paused heard [c1.1]");
        await bench.StartReadyAsync("other");
        paused.Process.Pause();
        var waiting = Stopwatch.StartNew();

        await bench.Edges.SayAsync(Second, Cancel);
        await bench.AnsweredAsync(2);

        TestContext.Current.SendDiagnosticMessage($"answered after {waiting.Elapsed.TotalSeconds:0.0} s");
        waiting.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(90));
        ReplyLog.Text(bench.Edges.Replies.All[^1]).ShouldBe("other heard [c1.2]");
        paused.Process.Resume();
    }

    // By the clock it resumes well within its lease, so only the check in the database can refuse.
    [Fact(Timeout = 180_000)]
    public async Task PausedBeforeTheCheck_LaneTakenOverMeanwhile_TheCheckRefuses()
    {
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync);
        var paused = await bench.StartReadyAsync("paused");
        await bench.Edges.SayAsync(First, Cancel);
        var call = await bench.CalledAsync(call => call.Replica == "paused");
        const string takeOver =
            """
            SET LOCAL search_path = agent;
            SELECT take_fence(lane_key) FROM lane;
            UPDATE lane SET token = token + 1, lease_until = 0, owner = 'the test'
            """;
        await using (var takeover = await bench.Store.BeginAsync(takeOver))
        {
            _model.Answer(call);
            await bench.Store.BlockedAsync("SELECT share_fence%");
            paused.Process.Pause();
            await takeover.CommitAsync();
        }

        paused.Process.Resume();
        await paused.Process.ShowsAsync($"{LeaseIsOver} was taken over", Cancel);

        // The replica still has the answer, so the next start commits it under its own lease without a model call.
        await AnsweredAsync(bench, "paused heard [c1.1]");
        (await bench.Store.CountAsync("agent.turn WHERE status = 'committed' AND attempts = 2")).ShouldBe(1);
        bench.Model.Calls.Count.ShouldBe(1);
    }

    [Fact(Timeout = 180_000)]
    public async Task PausedBetweenCommitAndSend_AnotherSends_TheResumedOneSendsAtMostTheSameAgain()
    {
        await using var bench = await AgentBench.StartAsync(_model.ThinkAsync, hears: false);
        var paused = await bench.StartReadyAsync("paused");
        await bench.Edges.SayAsync(First, Cancel);
        _model.Answer(await bench.CalledAsync(call => call.Replica == "paused"));

        // Nothing takes replies yet, so the replica keeps trying to send this one.
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
