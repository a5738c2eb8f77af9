using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Agent.Tests.Lanes;

/// <summary>A turn that takes longer is told of once, ahead of its reply.</summary>
public abstract class LongTurnTests : AgentTests
{
    // A due time that no other timer has.
    private static readonly TimeSpan After = TimeSpan.FromSeconds(7);

    private protected LongTurnTests(bool onPostgres)
        : base(onPostgres) => Folder.Settings["Agent:Defaults:ProgressAfter"] = "7";

    [Fact(Timeout = 180_000)]
    public async Task Turn_TakesLonger_ASentenceThatStopsItThenTheReply()
    {
        var (agent, gate) = await AskAsync(Said.Group("hello", "Ann"));
        Folder.Time.Advance(After - TimeSpan.FromMilliseconds(1));
        Folder.Sender.Tried.TryRead(out _).ShouldBeFalse();
        Folder.Time.Advance(TimeSpan.FromMilliseconds(1));

        var note = await NoteAsync(agent);
        gate.SetResult();
        var reply = await ReplyAsync();

        (Text(note), note.Sequence, note.Announces).ShouldBe((Phrases.TakesLonger.English, 1, reply.Id));
        note.Actions.ShouldBe([new MessageAction { Label = "Stop", Command = $"/stop {reply.Id.ToString("N")[..8]}" }]);
        note.Mentions.ShouldBeEmpty();
        (note.LaneId, note.Conversation, note.CausationId).ShouldBe((reply.LaneId, reply.Conversation, reply.CausationId));
        (Text(reply), reply.Sequence, reply.Announces).ShouldBe(("re: Ann: hello", 2, null));
    }

    [Fact(Timeout = 180_000)]
    public async Task Turn_EndsBefore_IsNotToldOf()
    {
        var (agent, gate) = await AskAsync(Said.Direct("hello"));
        gate.SetResult();

        (await ReplyAsync()).Sequence.ShouldBe(1);
        Folder.Time.Advance(After);
        await agent.PutAsync(Said.Direct("你好", second: 1));

        (await ReplyAsync()).Sequence.ShouldBe(2);
    }

    [Fact(Timeout = 180_000)]
    public async Task Turn_NeverEndsAndIsStopped_IsToldOfInItsLanguageAndStopped()
    {
        var (agent, _) = await AskAsync(Said.Direct("写一首长诗"));
        Folder.Time.Advance(After);
        var note = await NoteAsync(agent);
        (Text(note), note.Actions.Single().Label).ShouldBe((Phrases.TakesLonger.Chinese, "停止"));

        await agent.PutAsync(Said.Direct("/stop", second: 1));

        var reply = await ReplyAsync();
        (Text(reply), reply.Sequence, reply.Id).ShouldBe((Phrases.Stopped.Chinese, 2, note.Announces.ShouldNotBeNull()));
    }

    [Theory(Timeout = 180_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Process_KilledAfterTheNote_TheNextSaysItNoSecondTime(bool isUnsent)
    {
        var (killed, _) = await AskAsync(Said.Direct("hello"));
        Folder.Sender.Refuses = isUnsent;
        Folder.Time.Advance(After);
        var note = await ReplyAsync();
        await SentAsync(killed, isUnsent ? 0 : 1);
        await killed.KillAsync();
        Folder.Sender.Refuses = false;
        var gate = Gate();

        await Folder.StartAsync();

        if (isUnsent)
        {
            var again = await Folder.MeanwhileAsync(ReplyAsync());
            (again.Id, again.Sequence).ShouldBe((note.Id, note.Sequence));
        }

        // It is due again at once, for the turn began with its first start.
        await Folder.MeanwhileAsync(CallAsync());
        gate.SetResult();
        var reply = await ReplyAsync();
        (Text(reply), reply.Sequence, reply.Id).ShouldBe(("re: hello", 2, note.Announces.ShouldNotBeNull()));
    }

    [Fact(Timeout = 180_000)]
    public async Task Process_KilledBeforeTheNote_TheNextSaysItWhenTheTurnIsThatOld()
    {
        var (killed, _) = await AskAsync(Said.Direct("hello"));
        Folder.Time.Advance(TimeSpan.FromSeconds(3));
        await killed.KillAsync();
        Model.Answer = Never;

        var agent = await Folder.StartAsync();

        (await Folder.MeanwhileAsync(ReplyAsync())).Announces.ShouldNotBeNull();
        Folder.Time.GetUtcNow().ShouldBeGreaterThanOrEqualTo(Said.Noon + After);
        await agent.StopAtOnceAsync();
    }

    [Fact(Timeout = 180_000)]
    public async Task Broker_AwayUntilTheTurnHasEnded_TheNoteGoesFirst()
    {
        var (agent, gate) = await AskAsync(Said.Direct("hello"));
        Folder.Sender.Refuses = true;
        Folder.Time.Advance(After);
        var note = await ReplyAsync();
        gate.SetResult();
        await UntilAsync(agent, "SELECT COUNT(*) FROM reply", 2);
        Folder.Sender.Refuses = false;

        var first = await Folder.MeanwhileAsync(AcceptedAsync());
        var second = await Folder.MeanwhileAsync(AcceptedAsync());

        (first.Id, first.Sequence).ShouldBe((note.Id, 1));
        (Text(second), second.Sequence, second.Id).ShouldBe(("re: hello", 2, note.Announces.ShouldNotBeNull()));
    }

    [Fact(Timeout = 180_000)]
    public async Task Process_DrainsWhileTheNoteIsDue_TheTurnEndsInOrder()
    {
        var (agent, gate) = await AskAsync(Said.Direct("hello"));
        var stop = agent.StopAsync();
        await agent.LanesAreStoppingAsync();
        Folder.Time.Advance(After);
        var note = await NoteAsync(agent);
        gate.SetResult();
        await stop.WaitAsync(Cancel);

        var reply = await ReplyAsync();
        (note.Sequence, note.Announces, reply.Sequence).ShouldBe((1, reply.Id, 2));
        (await agent.QueryAsync<int>("SELECT sent FROM reply")).ShouldBe([1, 1]);
    }

    [Fact(Timeout = 180_000)]
    public async Task DeadLetter_IsReplayed_ItsNoteTellsOfTheNewReply()
    {
        var (agent, gate) = await AskAsync(Said.Direct("hello"));
        Folder.Time.Advance(After);
        var note = await NoteAsync(agent);
        gate.SetException(new ModelsUnavailableException("all models are away"));
        (await ReplyAsync()).Id.ShouldBe(note.Announces!.Value);
        gate = Gate();
        var letters = agent.Services.GetRequiredService<IDeadLetters>();
        var letter = (await letters.ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem();

        await letters.ReplayAsync(DeadLetterKind.Turn, letter.Id, Cancel);
        await CallAsync();
        await Folder.Time.TimerStarted(due => due == After);
        Folder.Time.Advance(After);

        var again = await ReplyAsync();
        await UntilAsync(agent, "SELECT COUNT(*) FROM reply WHERE sent = 1", 3);
        gate.SetResult();
        var reply = await ReplyAsync();
        (again.Sequence, again.Announces, reply.Sequence).ShouldBe((3, reply.Id, 4));
        reply.Id.ShouldNotBe(note.Announces.Value);
    }

    [Fact(Timeout = 180_000)]
    public async Task Note_OfAVersionThatIsNotKnown_CostsNeitherTurnNorReply()
    {
        var (killed, _) = await AskAsync(Said.Direct("hello"));
        Folder.Sender.Refuses = true;
        Folder.Time.Advance(After);
        await ReplyAsync();
        await ExecuteAsync(killed, "UPDATE reply SET body = '{'");
        await killed.KillAsync();
        Folder.Sender.Refuses = false;
        Model.Answer = (_, _) => Task.FromResult("fine");

        await Folder.StartAsync();

        var reply = await Folder.MeanwhileAsync(ReplyAsync());
        (Text(reply), reply.Sequence).ShouldBe(("fine", 2));
    }

    private async Task<(AgentProcess Agent, TaskCompletionSource Gate)> AskAsync(MessageReceived message)
    {
        var gate = Gate();
        var agent = await Folder.StartAsync();
        await agent.PutAsync(message);
        await CallAsync();
        await Folder.Time.TimerStarted(due => due == After);
        return (agent, gate);
    }

    // An answer that comes before the note is marked as sent has it sent again, under its id.
    private async Task<DeliverMessage> NoteAsync(AgentProcess agent)
    {
        var note = await ReplyAsync();
        await SentAsync(agent, 1);
        return note;
    }

    private async Task<DeliverMessage> AcceptedAsync() => await Folder.Sender.Accepted.ReadAsync(Cancel).AsTask().WaitAsync(Limit, Cancel);

    private static Task SentAsync(AgentProcess agent, int sent) => UntilAsync(agent, "SELECT sent FROM reply", sent);

    private static async Task UntilAsync(AgentProcess agent, string sql, int expected)
    {
        while (!(await agent.QueryAsync<int>(sql)).SequenceEqual([expected]))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
        }
    }
}
