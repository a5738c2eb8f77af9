using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Lanes;

/// <summary>Who stops nothing is told so while the turn runs, once. The sequence numbers show that nothing else was said.</summary>
public abstract class StopAnswerTests(bool onPostgres) : AgentTests(onPostgres)
{
    private const string Pressed = "the button";

    [Theory(Timeout = 180_000)]
    [InlineData("/stop")]
    [InlineData("/停止 {0}")]
    [InlineData(Pressed)]
    public async Task Stop_BySomebodyElse_IsToldWhileTheTurnRuns(string way)
    {
        var (agent, gate) = await AskAsync("first");
        await StopAsync(agent, way);

        var refusal = await ReplyAsync();
        var refused = way.StartsWith("/停止", StringComparison.Ordinal) ? StopCommand.Refused.Chinese : StopCommand.Refused.English;
        (Text(refusal), refusal.Sequence, string.Join(' ', refusal.Mentions)).ShouldBe((refused, 1, "Bob-id"));
        (await agent.QueryAsync<string>("SELECT status FROM turn ORDER BY status")).ShouldBe(["committed", "running"]);
        await UntilAsync(agent, "SELECT sent FROM reply", 1);

        await AnsweredAsync(agent, gate, 2);
        agent.Logged(420).ShouldHaveSingleItem().ShouldContain("Bob-id");
    }

    [Fact(Timeout = 180_000)]
    public async Task Stop_OnceMoreByTheSameAndByAnother_EachPersonIsToldOnce()
    {
        var (agent, gate) = await AskAsync("first");
        await StopAsync(agent, "/stop");
        (await ReplyAsync()).Mentions.ShouldBe(["Bob-id"]);
        await UntilAsync(agent, "SELECT sent FROM reply", 1);

        await StopAsync(agent, Pressed);
        await agent.PutAsync(Said.Group("/stop", "Bob", second: 2), Said.Group("/stop", "Eve", second: 3));

        var second = await ReplyAsync();
        (Text(second), second.Sequence, string.Join(' ', second.Mentions)).ShouldBe((StopCommand.Refused.English, 2, "Eve-id"));
        await UntilAsync(agent, "SELECT COUNT(*) FROM mailbox WHERE turn_id IS NULL", 0);
        await UntilAsync(agent, "SELECT COUNT(*) FROM reply WHERE sent = 0", 0);
        await AnsweredAsync(agent, gate, 3);
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM turn")).ShouldBe([4]);
    }

    [Fact(Timeout = 180_000)]
    public async Task Stop_RefusedAndThenOfAnotherTurn_TheOtherSentenceIsToldToo()
    {
        var (agent, gate) = await AskAsync("first");
        await StopAsync(agent, "/stop");
        Text(await ReplyAsync()).ShouldBe(StopCommand.Refused.English);
        await UntilAsync(agent, "SELECT sent FROM reply", 1);

        await StopAsync(agent, "/stop deadbeef", second: 2);

        var over = await ReplyAsync();
        (Text(over), over.Sequence).ShouldBe((StopCommand.Over.English, 2));
        await UntilAsync(agent, "SELECT COUNT(*) FROM reply WHERE sent = 0", 0);
        await AnsweredAsync(agent, gate, 3);
    }

    [Theory(Timeout = 180_000)]
    [InlineData("/stop")]
    [InlineData(Pressed)]
    public async Task Stop_DeliveredAgain_IsToldUnderTheSameId(string way)
    {
        var (agent, gate) = await AskAsync("first");
        await StopAsync(agent, way);
        var refusal = await ReplyAsync();
        await StopAsync(agent, way);
        gate.SetResult();

        // What was sent may be sent again; egress knows it by its id.
        var heard = new Dictionary<Guid, (string Text, long Sequence)> { [refusal.Id] = (Text(refusal), refusal.Sequence) };
        await agent.PutAsync(Said.Group("next", "Ann", second: 5000));
        while (!heard.ContainsValue(("re: Ann: next", 3)))
        {
            var reply = await ReplyAsync();
            heard.TryAdd(reply.Id, (Text(reply), reply.Sequence));
        }

        heard.Values.Order().ShouldBe([(StopCommand.Refused.English, 1), ("re: Ann: first", 2), ("re: Ann: next", 3)], ignoreOrder: true);
    }

    // The clock stands still but for the second, so the holder polled and was not signalled.
    [Fact(Timeout = 180_000)]
    public async Task Stop_ToAnotherReplica_IsToldWithinASecond()
    {
        var agent = await Folder.StartAsync();
        var other = await Folder.StartReplicaAsync(agent);
        Model.Answer = Never;
        await agent.PutAsync(Said.Group("first", "Ann"));
        await CallAsync();
        await Folder.Time.TimerStarted(due => due == TimeSpan.FromMilliseconds(500));

        await StopAsync(other, "/stop");
        Folder.Time.Advance(TimeSpan.FromSeconds(1));

        Text(await ReplyAsync()).ShouldBe(StopCommand.Refused.English);
        (await agent.QueryAsync<string>("SELECT status FROM turn ORDER BY status")).ShouldBe(["committed", "running"]);
    }

    [Fact(Timeout = 180_000)]
    public async Task Stop_ShowsNoLanguage_SpeaksThatOfTheRunningTurn()
    {
        var (agent, _) = await AskAsync("写一首长诗");

        await StopAsync(agent, Pressed);

        Text(await ReplyAsync()).ShouldBe(StopCommand.Refused.Chinese);
    }

    [Fact(Timeout = 180_000)]
    public async Task Stop_BeforeTheNoteOfALongTurn_AllKeepTheirOrder()
    {
        var after = TimeSpan.FromSeconds(7);
        Folder.Settings["Agent:Defaults:ProgressAfter"] = "7";
        var (agent, gate) = await AskAsync("first");
        await Folder.Time.TimerStarted(due => due == after);
        await StopAsync(agent, "/stop");
        (await ReplyAsync()).Sequence.ShouldBe(1);

        await Folder.Time.TimerStarted(due => due == after);
        Folder.Time.Advance(after);

        var note = await ReplyAsync();
        (Text(note), note.Sequence).ShouldBe((Phrases.TakesLonger.English, 2));
        await UntilAsync(agent, "SELECT COUNT(*) FROM reply WHERE sent = 0", 0);
        await AnsweredAsync(agent, gate, 3);
    }

    [Fact(Timeout = 180_000)]
    public async Task Broker_AwayUntilTheTurnHasEnded_TheSentenceGoesFirst()
    {
        var (agent, gate) = await AskAsync("first");
        Folder.Sender.Refuses = true;
        await StopAsync(agent, "/stop");
        await ReplyAsync();
        gate.SetResult();
        await UntilAsync(agent, "SELECT COUNT(*) FROM reply", 2);
        Folder.Sender.Refuses = false;

        var first = await Folder.MeanwhileAsync(AcceptedAsync());
        var second = await Folder.MeanwhileAsync(AcceptedAsync());

        (Text(first), first.Sequence).ShouldBe((StopCommand.Refused.English, 1));
        (Text(second), second.Sequence).ShouldBe(("re: Ann: first", 2));
    }

    [Fact(Timeout = 180_000)]
    public async Task Broker_AwayForAWhile_TheSentenceIsToldBeforeTheTurnEnds()
    {
        var (agent, _) = await AskAsync("first");
        Folder.Sender.Refuses = true;
        await StopAsync(agent, "/stop");
        await ReplyAsync();
        Folder.Sender.Refuses = false;

        var told = await Folder.MeanwhileAsync(AcceptedAsync());

        (Text(told), told.Sequence).ShouldBe((StopCommand.Refused.English, 1));
    }

    [Theory(Timeout = 180_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Process_KilledAfterTheCommit_TheNextSaysItNoSecondTime(bool isUnsent)
    {
        var (killed, _) = await AskAsync("first");
        Folder.Sender.Refuses = isUnsent;
        await StopAsync(killed, "/stop");
        var refusal = await ReplyAsync();
        await UntilAsync(killed, "SELECT sent FROM reply", isUnsent ? 0 : 1);
        await killed.KillAsync();
        Folder.Sender.Refuses = false;
        var gate = Gate();

        var agent = await Folder.StartAsync();

        if (isUnsent)
        {
            var again = await Folder.MeanwhileAsync(ReplyAsync());
            (again.Id, again.Sequence).ShouldBe((refusal.Id, refusal.Sequence));
        }

        await Folder.MeanwhileAsync(CallAsync());
        await StopAsync(agent, "/stop", second: 2);
        await UntilAsync(agent, "SELECT COUNT(*) FROM mailbox WHERE turn_id IS NULL", 0);
        await AnsweredAsync(agent, gate, 2);
    }

    [Fact(Timeout = 180_000)]
    public async Task Process_KilledBefore_TheNextSaysItWhileTheTurnRuns()
    {
        var (killed, _) = await AskAsync("first");
        await PutWhileNobodyRunsAsync(killed);
        var gate = Gate();

        var agent = await Folder.StartAsync();

        await Folder.MeanwhileAsync(CallAsync());
        var refusal = await Folder.MeanwhileAsync(ReplyAsync());
        (Text(refusal), refusal.Sequence).ShouldBe((StopCommand.Refused.English, 1));
        await UntilAsync(agent, "SELECT sent FROM reply", 1);
        await AnsweredAsync(agent, gate, 2);
    }

    [Fact(Timeout = 180_000)]
    public async Task Stop_OfAVersionThatIsNotKnown_CostsNotTheTurn()
    {
        var (killed, _) = await AskAsync("first");
        await PutWhileNobodyRunsAsync(killed, "UPDATE mailbox SET body = '{' WHERE command = 'stop'");
        var gate = Gate();

        var agent = await Folder.StartAsync();

        await Folder.MeanwhileAsync(CallAsync());
        await AnsweredAsync(agent, gate, 1);
        (await agent.QueryAsync<string>("SELECT status FROM turn ORDER BY status")).ShouldBe(["committed", "committed", "failed"]);
    }

    private async Task<(AgentProcess Agent, TaskCompletionSource Gate)> AskAsync(string text)
    {
        var gate = Gate();
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Group(text, "Ann"));
        await CallAsync();
        return (agent, gate);
    }

    private static async Task StopAsync(AgentProcess agent, string way, double second = 1)
    {
        if (way == Pressed)
        {
            await agent.PressAsync(Press.On(await agent.RunningReplyAsync(), ActionKind.Stop, "Bob-id"));
            return;
        }

        var text = way.Replace("{0}", ShortId.Of(await agent.RunningReplyAsync()), StringComparison.Ordinal);
        await agent.PutAsync(Said.Group(text, "Bob", second));
    }

    private async Task PutWhileNobodyRunsAsync(AgentProcess killed, string? sql = null)
    {
        await killed.KillAsync();
        Folder.Time.Advance(TimeSpan.FromSeconds(31));
        await using var store = await Folder.OpenAsync();
        await StopAsync(store, "/stop");
        await (sql is null ? Task.CompletedTask : ExecuteAsync(store, sql));
    }

    // The turn's reply has the number, and what is said next the one after it.
    private async Task AnsweredAsync(AgentProcess agent, TaskCompletionSource gate, long sequence)
    {
        gate.SetResult();
        var reply = await ReplyAsync();
        (Text(reply), reply.Sequence).ShouldBe(("re: Ann: first", sequence));
        await agent.PutAsync(Said.Group("next", "Ann", second: 5000));
        reply = await ReplyAsync();
        (Text(reply), reply.Sequence).ShouldBe(("re: Ann: next", sequence + 1));
    }

    private async Task<DeliverMessage> AcceptedAsync() => await Folder.Sender.Accepted.ReadAsync(Cancel).AsTask().WaitAsync(Limit, Cancel);

    private static async Task UntilAsync(AgentProcess agent, string sql, int expected)
    {
        while (!(await agent.QueryAsync<int>(sql)).SequenceEqual([expected]))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
        }
    }
}
