using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Lanes;

/// <summary>The effect of /stop on turns.</summary>
public abstract class StopTests(bool onPostgres) : AgentTests(onPostgres)
{
    // The clock stands still, so the holder was signalled and did not poll.
    [Fact]
    public async Task Stop_ToTheReplicaThatRunsTheTurn_CutsItAtOnce()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("hello"));
        await CallAsync();

        await agent.PutAsync(Said.Direct("/stop", second: 1));

        var reply = await talk.HearReplyAsync();
        reply.Content.ShouldBe(new MarkdownContent { Text = Phrases.Stopped.English });
        reply.CausationId.ShouldBe(Said.Direct("/stop", second: 1).Id);
        reply.ReplyRoute.Address.ShouldBe("to /stop");
        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["cancelled"]);
        Model.Answer = (_, _) => Task.FromResult("fine");
        (await talk.SayAsync(Said.Direct("next", second: 2))).ShouldBe("fine");
        (await CallAsync()).Skip(1).Select(message => message.Text).ShouldBe(["hello", "next"]);
    }

    // Neither a number nor a command shows a language.
    [Fact]
    public async Task Stop_QuestionTellsNoLanguage_SpeaksThatOfTheLastAnswer()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        Model.Answer = (_, _) => Task.FromResult("好的");
        await talk.SayAsync(Said.Direct("你好"));
        await CallAsync();
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("123?", second: 1));
        await CallAsync();

        await agent.PutAsync(Said.Direct("/stop", second: 2));

        (await talk.HearAsync()).ShouldBe(Phrases.Stopped.Chinese);
    }

    [Fact]
    public async Task Stop_ToAnotherReplica_CutsItWithinASecond()
    {
        var agent = await Folder.StartAsync();
        var other = await Folder.StartReplicaAsync(agent);
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("hello"));
        await CallAsync();
        await Folder.Time.TimerStarted(due => due == TimeSpan.FromMilliseconds(500));

        await other.PutAsync(Said.Direct("/stop", second: 1));
        Folder.Time.Advance(TimeSpan.FromSeconds(1));

        (await new Talk(Folder, agent).HearAsync()).ShouldBe(Phrases.Stopped.English);
        Model.Calls.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Stop_OtherMessagesWait_TheyAreAnsweredAllTheSame()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        Model.Answer = Never;
        await agent.PutAsync(Said.Group("first", "Ann"));
        await CallAsync();
        Model.Answer = (_, _) => Task.FromResult("fine");

        await agent.PutAsync(Said.Group("second", "Bob", second: 1), Said.Group("third", "Eve", second: 2), Said.Group("/stop", "Ann", second: 3));

        (await talk.HearAsync()).ShouldBe(Phrases.Stopped.English);
        (await talk.HearAsync()).ShouldBe("fine");
        (await CallAsync()).Skip(1).Select(message => message.Text).ShouldBe(["Ann: first", "Bob: second", "Eve: third"]);
    }

    [Fact]
    public async Task Stop_BeforeTheTurnWasStarted_NoModelIsAsked()
    {
        var waiting = await Folder.OpenAsync();
        await waiting.PutAsync(Said.Direct("hello"), Said.Direct("/stop", second: 1));
        await waiting.DisposeAsync();

        var agent = await Folder.StartAsync();

        var talk = new Talk(Folder, agent);
        (await talk.HearAsync()).ShouldBe(Phrases.Stopped.English);
        (await talk.SayAsync(Said.Direct("next", second: 2))).ShouldBe("re: next");
        (await CallAsync())[^1].Text.ShouldBe("next");
        (await agent.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["hello", "next", "re: next"]);
    }

    [Fact]
    public async Task Stop_HolderDiesBeforeItSeesIt_TheTurnIsNotRunAgain()
    {
        Model.Answer = Never;
        var dead = await Folder.StartAsync();
        await dead.PutAsync(Said.Direct("hello"));
        await CallAsync();
        var store = await KillThenPutAsync(dead, Said.Direct("/stop", second: 1));
        await store.DisposeAsync();

        var agent = await Folder.StartAsync();
        (await new Talk(Folder, agent).HearAsync()).ShouldBe(Phrases.Stopped.English);
        await agent.StopAsync();
        await agent.DisposeAsync();
        var again = await Folder.StartAsync();

        (await new Talk(Folder, again).SayAsync(Said.Direct("/status", second: 2))).ShouldStartWith("**PicoClaw**");
        (await again.QueryAsync<string>("SELECT status || attempts FROM turn ORDER BY created_at, turn_id")).ShouldBe(["cancelled1", "committed1"]);
        Model.Calls.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Stop_Redelivered_StopsNothingElse()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        (await talk.SayAsync(Said.Direct("/stop"))).ShouldBe(StopCommand.NothingToStop.English);
        await talk.UntilAsync("SELECT COUNT(*) FROM reply WHERE sent = 0", 0L);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Model.Answer = async (_, cancel) =>
        {
            await gate.Task.WaitAsync(cancel);
            return "fine";
        };
        await agent.PutAsync(Said.Direct("hello", second: 1));
        await CallAsync();

        await agent.PutAsync(Said.Direct("/stop"));
        gate.SetResult();

        string[] heard = [await talk.HearAsync(), await talk.HearAsync()];
        heard.ShouldBe(["fine", StopCommand.NothingToStop.English], ignoreOrder: true);
    }

    [Theory]
    [InlineData("one two three", "one two three…\n\n")]
    [InlineData("look:\n```sh\nls", "look:\n```sh\nls\n```\n\n")]
    public async Task Stop_TheAnswerIsShownInTheMaking_WhatWasReadStaysAndTheHistoryIsTheQuestion(string written, string stays)
    {
        var sink = new RecordingSink();
        Folder.Replace = services => services.AddSingleton<IReplySink>(sink);
        var agent = await Folder.StartAsync();
        Model.Answer = (_, _) => Task.FromResult(written);
        Model.BeforeEnd = cancel => Never([], cancel);
        await agent.PutAsync(Said.Direct("hello"));
        await sink.UntilShownAsync(written);

        await agent.PutAsync(Said.Direct("/stop", second: 1));

        (await new Talk(Folder, agent).HearAsync()).ShouldBe(stays + Phrases.Stopped.English);
        (await agent.QueryAsync<string>("SELECT text FROM history")).ShouldBe(["hello"]);
    }

    [Fact]
    public async Task Stop_NothingOfTheAnswerIsShownYet_TheSentenceIsAlone()
    {
        var sink = new RecordingSink();
        Folder.Replace = services => services.AddSingleton<IReplySink>(sink);
        var agent = await Folder.StartAsync();
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("hello"));
        await sink.UntilShownAsync("[thinking]");
        await CallAsync();

        await agent.PutAsync(Said.Direct("/stop", second: 1));

        (await new Talk(Folder, agent).HearAsync()).ShouldBe(Phrases.Stopped.English);
    }

    private async Task<AgentProcess> KillThenPutAsync(AgentProcess process, MessageReceived message)
    {
        await process.KillAsync();
        Folder.Time.Advance(TimeSpan.FromSeconds(31));
        var store = await Folder.OpenAsync();
        await store.PutAsync(message);
        return store;
    }
}
