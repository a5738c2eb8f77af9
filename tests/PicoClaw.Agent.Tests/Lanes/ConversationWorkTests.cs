using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Lanes;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Tests.Clocks;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Agent.Tests.Lanes;

/// <summary>The lanes as they run: real store, real lane runner.</summary>
public abstract class ConversationWorkTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Fact]
    public async Task Drain_Message_IsAnsweredAndCommitted()
    {
        var agent = await Folder.StartAsync();

        await agent.PutAsync(Said.Direct("hello"));

        var reply = await ReplyAsync();
        (Text(reply), reply.Sequence).ShouldBe(("re: hello", 1));
        await agent.StopAsync();
        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["committed"]);
        (await agent.QueryAsync<int>("SELECT sent FROM reply")).ShouldBe([1]);
    }

    [Fact]
    public async Task Drain_NulInMessageAndAnswer_IsAnsweredAndSoIsTheNext()
    {
        var agent = await Folder.StartAsync();
        Model.Answer = (_, _) => Task.FromResult("o\0k");

        await agent.PutAsync(Said.Direct("a\0b"));
        Text(await ReplyAsync()).ShouldBe("ok");
        await agent.PutAsync(Said.Direct("next", second: 1));
        Text(await ReplyAsync()).ShouldBe("ok");

        await agent.StopAsync();
        (await agent.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["ab", "ok", "next", "ok"]);
    }

    [Fact]
    public async Task Drain_MessagesDuringATurn_JoinTheNextOne()
    {
        var agent = await Folder.StartAsync();
        var gate = Gate();
        await agent.PutAsync(Said.Direct("first"));
        await CallAsync();

        await agent.PutAsync(Said.Direct("third", second: 3), Said.Direct("second", second: 2));
        gate.SetResult();

        Text(await ReplyAsync()).ShouldBe("re: first");
        var second = await CallAsync();
        Text(await ReplyAsync()).ShouldBe("re: third");
        second.Select(message => message.Text).Skip(1).ShouldBe(["first", "re: first", "second", "third"]);
        second.Select(message => message.Role).ShouldBe([ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.User, ChatRole.User]);
    }

    // What each of them is for: intake, claim, start, commit, mark, release; a sweep may try to claim the lane as well.
    [Fact]
    public async Task Drain_OneMessage_TakesSixTransactionsAndPerhapsASweepsClaim()
    {
        Folder.Replace = WatchedStore.Use;
        var agent = await Folder.StartAsync();
        var store = agent.Store.ShouldBeOfType<WatchedStore>();
        var talk = new Talk(Folder, agent);
        await talk.SayAsync("first");
        await talk.UntilAsync("SELECT has_work FROM lane", 0L);
        store.Forget();

        await talk.SayAsync("second");

        await agent.StopAsync();
        store.Transactions.ShouldBeInRange(6, 7);
    }

    // Otherwise ten replies that the broker refuses would occupy all ten places of a replica.
    [Fact]
    public async Task Drain_ReplyIsNeverConfirmed_OthersGetThePlaceMeanwhile()
    {
        Folder.Settings["Lanes:MaxLanes"] = "1";
        var agent = await Folder.StartAsync();
        Folder.Sender.Refuses = true;
        await agent.PutAsync(Said.Direct("refused"));
        Text(await Folder.Sender.Tried.ReadAsync(Cancel)).ShouldBe("re: refused");

        await agent.PutAsync(Said.Group("other", "Ann"));

        var tried = new HashSet<string>();
        await Folder.MeanwhileAsync(UntilTriedAsync());
        async Task<bool> UntilTriedAsync()
        {
            while (!tried.Contains("re: Ann: other"))
            {
                tried.Add(Text(await Folder.Sender.Tried.ReadAsync(Cancel)));
            }

            return true;
        }
    }

    [Fact]
    public async Task Drain_DuplicateAfterTheTurn_SendsTheStoredReplyAgainAndAsksNoModel()
    {
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("hello"));
        var first = await ReplyAsync();
        await CallAsync();

        // A duplicate between the send and its mark is not sent again: the first send has just been confirmed.
        await MarkedSentAsync(agent);
        await agent.PutAsync(Said.Direct("hello"));
        var again = await ReplyAsync();
        await agent.PutAsync(Said.Direct("next", second: 1));
        var next = await ReplyAsync();

        again.ShouldBe(first with { Mentions = again.Mentions, Actions = again.Actions });
        (Text(next), next.Sequence).ShouldBe(("re: next", 2));
        (await CallAsync())[^1].Text.ShouldBe("next");
        Model.Calls.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Drain_DuplicateDuringItsTurn_IsAnsweredOnce()
    {
        var agent = await Folder.StartAsync();
        var gate = Gate();
        await agent.PutAsync(Said.Direct("hello"));
        await CallAsync();

        await agent.PutAsync(Said.Direct("hello"));
        gate.SetResult();
        var first = await ReplyAsync();
        await agent.PutAsync(Said.Direct("next", second: 1));

        Text(first).ShouldBe("re: hello");
        Text(await ReplyAsync()).ShouldBe("re: next");
    }

    [Fact]
    public async Task Drain_TwoConversations_RunInParallel()
    {
        var agent = await Folder.StartAsync();
        var gate = Gate();

        await agent.PutAsync(Said.Direct("one", "cidOne"), Said.Direct("two", "cidTwo"));

        // Both calls are made before either is answered.
        string[] asked = [(await CallAsync())[^1].Text, (await CallAsync())[^1].Text];
        asked.ShouldBe(["one", "two"], ignoreOrder: true);
        Folder.Sender.Tried.TryRead(out _).ShouldBeFalse();
        gate.SetResult();
        string[] answered = [Text(await ReplyAsync()), Text(await ReplyAsync())];
        answered.ShouldBe(["re: one", "re: two"], ignoreOrder: true);
    }

    [Fact]
    public async Task Drain_SendRefused_IsRepeatedWithoutANewModelCall()
    {
        var agent = await Folder.StartAsync();
        Folder.Sender.Refuses = true;
        await agent.PutAsync(Said.Direct("hello"));
        var refused = await ReplyAsync();
        var refusedAgain = await Folder.MeanwhileAsync(ReplyAsync());

        Folder.Sender.Refuses = false;
        var sent = await Folder.MeanwhileAsync(Folder.Sender.Accepted.ReadAsync(Cancel).AsTask());

        await agent.StopAsync();
        (await agent.QueryAsync<int>("SELECT sent FROM reply")).ShouldBe([1]);
        refusedAgain.ShouldBeEquivalentTo(refused);
        sent.ShouldBeEquivalentTo(refused);
        await CallAsync();
        Model.Calls.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Drain_ProcessSleptPastItsLease_AsksNoModelBeforeTheLaneIsItsOwnAgain()
    {
        var time = new SleepingTime(Folder.Time);
        Folder.Replace = services => services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IPromptPart>(new SleepyPart(() => time.Slept = TimeSpan.FromMinutes(1)));
        var agent = await Folder.StartAsync();

        await agent.PutAsync(Said.Direct("hello"));

        Text(await Folder.MeanwhileAsync(ReplyAsync())).ShouldBe("re: hello");
        await CallAsync();
        Model.Calls.TryRead(out _).ShouldBeFalse();
        (await agent.QueryAsync<int>("SELECT attempts FROM turn")).ShouldBe([2]);
    }

    [Fact]
    public async Task Drain_UnsentRepliesOfADeadReplica_GoFirstAndInOrder()
    {
        var dead = await Folder.OpenAsync();
        await dead.PutAsync(Said.Direct("m1"));
        var lease = await dead.ClaimAsync(Said.Direct("m1").Conversation);
        for (var i = 1; i <= 3; i++)
        {
            await dead.PutAsync(Said.Direct($"m{i}", second: i));
            var turn = await dead.Turns.StartNextAsync(lease, Cancel);
            await dead.Turns.CommitAsync(lease, turn!, TurnOutcome.Answered($"stored {i}"), Cancel);
            await ExecuteAsync(dead, "UPDATE reply SET sent = 1");
        }

        await ExecuteAsync(dead, "UPDATE reply SET sent = 0");

        await dead.PutAsync(Said.Direct("new", second: 9));
        await dead.KillAsync();
        Folder.Time.Advance(TimeSpan.FromSeconds(31));
        var gate = Gate();

        await Folder.StartAsync();

        var replies = new List<DeliverMessage>();
        for (var i = 1; i <= 3; i++)
        {
            replies.Add(await ReplyAsync());
        }

        replies.Select(Text).ShouldBe(["stored 1", "stored 2", "stored 3"]);
        gate.SetResult();
        var last = await ReplyAsync();
        (Text(last), last.Sequence).ShouldBe(("re: new", 4));
        replies.Select(reply => reply.Sequence).ShouldBe([1, 2, 3]);
    }

    // A replica that was paused while it sent it continues, and marks it.
    [Fact]
    public async Task Drain_UnsentReplyIsMarkedByAnotherReplicaMeanwhile_WhatWaitsIsAnswered()
    {
        Folder.Replace = WatchedStore.Use;
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("hello"));
        var lease = await agent.ClaimAsync(Said.Direct("hello").Conversation);
        await agent.Turns.CommitAsync(lease, (await agent.Turns.StartNextAsync(lease, Cancel))!, TurnOutcome.Answered("hi"), Cancel);
        await agent.PutAsync(Said.Direct("next", second: 1));
        await agent.Lanes.HandBackAsync(lease, Cancel);
        agent.Store.ShouldBeOfType<WatchedStore>().BeforeQuery = store => store.WriteAsync(
            session => session.ExecuteAsync("UPDATE reply SET sent = 1 WHERE EXISTS (SELECT 1 FROM lane WHERE owner IS NOT NULL)"), Cancel);

        await agent.StartAsync();

        Text(await ReplyAsync()).ShouldBe("re: next");
    }

    // It is about a send that was confirmed.
    [Fact]
    public async Task SentMark_LaneHasAnotherHolderByNow_IsWrittenAllTheSame()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("hello"));
        var lease = await agent.ClaimAsync(Said.Direct("hello").Conversation);
        var reply = await agent.Turns.CommitAsync(lease, (await agent.Turns.StartNextAsync(lease, Cancel))!, TurnOutcome.Answered("hi"), Cancel);
        Folder.Time.Advance(TimeSpan.FromSeconds(31));
        await agent.ClaimAsync(Said.Direct("hello").Conversation);

        await agent.Services.GetRequiredService<SentMarks>().AddAsync(reply!.Message.Id, Cancel);

        (await agent.QueryAsync<int>("SELECT sent FROM reply")).ShouldBe([1]);
    }

    [Fact]
    public async Task Stop_TurnInHand_IsFinishedAndNoOtherIsStarted()
    {
        var agent = await Folder.StartAsync();
        var gate = Gate();
        await agent.PutAsync(Said.Direct("first"));
        await CallAsync();
        await agent.PutAsync(Said.Direct("second", second: 1));

        var stop = agent.StopAsync();
        stop.IsCompleted.ShouldBeFalse();

        // Before it knows of the stop, the runner may begin the next turn.
        await agent.LanesAreStoppingAsync();
        gate.SetResult();
        await stop.WaitAsync(Cancel);

        Text(await ReplyAsync()).ShouldBe("re: first");
        Folder.Sender.Tried.TryRead(out _).ShouldBeFalse();
        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["committed"]);
        await agent.DisposeAsync();

        // The lane was handed back: no lease to wait for.
        await Folder.StartAsync();
        Text(await ReplyAsync()).ShouldBe("re: second");
    }

    [Fact]
    public async Task Drain_ASinkWantsPieces_SeesTheAnswerGrowUnderTheIdOfTheReply()
    {
        var sink = new RecordingSink();
        Folder.Replace = services => services.AddSingleton<IReplySink>(sink);
        var agent = await Folder.StartAsync();
        Model.Answer = (_, _) => Task.FromResult("one two three");

        await agent.PutAsync(Said.Direct("hello"));

        var reply = await ReplyAsync();
        Text(reply).ShouldBe("one two three");
        sink.Shown.ShouldBe([(reply.Id, "[thinking]"), (reply.Id, "one"), (reply.Id, "one two"), (reply.Id, "one two three")]);
    }

    private static async Task MarkedSentAsync(AgentProcess agent)
    {
        using var limit = TestDeadline.In(Limit);
        while ((await agent.QueryAsync<int>("SELECT sent FROM reply")).Contains(0))
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
