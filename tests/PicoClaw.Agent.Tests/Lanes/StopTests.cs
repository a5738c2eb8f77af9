using Microsoft.Extensions.AI;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Conversations;

/// <summary>What /stop does to a turn.</summary>
public abstract class StopTests(bool onPostgres) : IAsyncDisposable
{
    private readonly AgentFolder _folder = new(onPostgres);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ScriptedModel Model => _folder.Model;

    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // The clock stands still: the holder is told, it does not look.
    [Fact]
    public async Task Stop_ToTheReplicaThatRunsTheTurn_CutsItAtOnce()
    {
        var agent = await _folder.StartAsync();
        var talk = new Talk(_folder, agent);
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

    // A number and a command tell no language.
    [Fact]
    public async Task Stop_QuestionTellsNoLanguage_SpeaksThatOfTheLastAnswer()
    {
        var agent = await _folder.StartAsync();
        var talk = new Talk(_folder, agent);
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
        var agent = await _folder.StartAsync();
        var other = await _folder.StartReplicaAsync(agent);
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("hello"));
        await CallAsync();
        await _folder.Time.TimerStarted(due => due == TimeSpan.FromMilliseconds(500));

        await other.PutAsync(Said.Direct("/stop", second: 1));
        _folder.Time.Advance(TimeSpan.FromSeconds(1));

        (await new Talk(_folder, agent).HearAsync()).ShouldBe(Phrases.Stopped.English);
        Model.Calls.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Stop_OtherMessagesWait_TheyAreAnsweredAllTheSame()
    {
        var agent = await _folder.StartAsync();
        var talk = new Talk(_folder, agent);
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
        var waiting = await _folder.OpenAsync();
        await waiting.PutAsync(Said.Direct("hello"), Said.Direct("/stop", second: 1));
        await waiting.DisposeAsync();

        var agent = await _folder.StartAsync();

        var talk = new Talk(_folder, agent);
        (await talk.HearAsync()).ShouldBe(Phrases.Stopped.English);
        (await talk.SayAsync(Said.Direct("next", second: 2))).ShouldBe("re: next");
        (await CallAsync())[^1].Text.ShouldBe("next");
        (await agent.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["hello", "next", "re: next"]);
    }

    [Fact]
    public async Task Stop_HolderDiesBeforeItSeesIt_TheTurnIsNotRunAgain()
    {
        Model.Answer = Never;
        var dead = await _folder.StartAsync();
        await dead.PutAsync(Said.Direct("hello"));
        await CallAsync();
        var store = await KillThenPutAsync(dead, Said.Direct("/stop", second: 1));
        await store.DisposeAsync();

        var agent = await _folder.StartAsync();
        (await new Talk(_folder, agent).HearAsync()).ShouldBe(Phrases.Stopped.English);
        await agent.StopAsync();
        await agent.DisposeAsync();
        var again = await _folder.StartAsync();

        (await new Talk(_folder, again).SayAsync(Said.Direct("/status", second: 2))).ShouldStartWith("**PicoClaw**");
        (await again.QueryAsync<string>("SELECT status || attempts FROM turn ORDER BY created_at, turn_id")).ShouldBe(["cancelled1", "committed1"]);
        Model.Calls.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Stop_Redelivered_StopsNothingElse()
    {
        var agent = await _folder.StartAsync();
        var talk = new Talk(_folder, agent);
        (await talk.SayAsync(Said.Direct("/stop"))).ShouldBe(Phrases.NothingToStop.English);
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
        heard.ShouldBe(["fine", Phrases.NothingToStop.English], ignoreOrder: true);
    }

    private async Task<AgentProcess> KillThenPutAsync(AgentProcess process, MessageReceived message)
    {
        await process.KillAsync();
        _folder.Time.Advance(TimeSpan.FromSeconds(31));
        var store = await _folder.OpenAsync();
        await store.PutAsync(message);
        return store;
    }

    private static async Task<string> Never(IReadOnlyList<ChatMessage> told, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }

    private async Task<IReadOnlyList<ChatMessage>> CallAsync() => await Model.Calls.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel);
}
