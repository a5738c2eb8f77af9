using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Answers;

/// <summary>A turn is started at most three times, then the user is told.</summary>
public abstract class FailedTurnTests(bool onPostgres) : AgentTests(onPostgres)
{
    private static readonly string Apology = Phrases.Failed.English;
    [Fact]
    public async Task Model_FailsTwice_TheThirdStartAnswers()
    {
        var agent = await Folder.StartAsync();
        var calls = 0;
        Model.Answer = (_, _) => ++calls < 3 ? throw new HttpRequestException("no network") : Task.FromResult("at last");

        await agent.PutAsync(Said.Direct("hello"));

        Text(await Folder.MeanwhileAsync(ReplyAsync())).ShouldBe("at last");
        (await agent.QueryAsync<string>("SELECT status || attempts FROM turn")).ShouldBe(["committed3"]);
    }

    [Fact]
    public async Task Model_FailsThreeTimes_TheUserIsToldAndTheTurnKeepsTheReason()
    {
        var agent = await Folder.StartAsync();
        var calls = 0;
        Model.Answer = (_, _) => throw new HttpRequestException($"no network {++calls}");

        await agent.PutAsync(Said.Direct("hello"));

        Text(await Folder.MeanwhileAsync(ReplyAsync())).ShouldBe(Apology);
        calls.ShouldBe(3);
        (await agent.QueryAsync<string>("SELECT status || attempts || ': ' || error FROM turn")).ShouldBe(["failed3: no network 3"]);
    }

    // The pipeline has repeated the call already.
    [Fact]
    public async Task Model_AnswersWithNothing_TheTurnIsNotStartedAgain()
    {
        var agent = await Folder.StartAsync();
        Model.Answer = (_, _) => Task.FromResult(" \n");

        await agent.PutAsync(Said.Direct("hello"));

        Text(await ReplyAsync()).ShouldBe(Phrases.Unavailable.English);
        Model.Calls.Count.ShouldBe(1);
    }

    // A message that made the model fail would make every later turn fail; it still stays in the history.
    [Fact]
    public async Task Model_FailedTurn_IsNotToldToTheModelLater()
    {
        var agent = await Folder.StartAsync();
        Model.Answer = (told, _) => told.Any(message => message.Text == "poison") ? throw new InvalidOperationException("too long") : Task.FromResult("fine");
        await agent.PutAsync(Said.Direct("before"));
        await ReplyAsync();
        await agent.PutAsync(Said.Direct("poison", second: 1));
        Text(await Folder.MeanwhileAsync(ReplyAsync())).ShouldBe(Apology);

        await agent.PutAsync(Said.Direct("after", second: 2));

        Text(await Folder.MeanwhileAsync(ReplyAsync())).ShouldBe("fine");
        (await agent.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["before", "fine", "poison", "after", "fine"]);
    }

    // The pipeline has tried everything, so the turn is not started again; the message itself is fine.
    [Fact]
    public async Task Model_NoneAvailable_TheUserIsToldAtOnceAndTheModelKnowsTheMessageLater()
    {
        var agent = await Folder.StartAsync();
        Model.Answer = (_, _) => throw new ModelsUnavailableException("a: 500; b: timeout", new HttpRequestException());
        await agent.PutAsync(Said.Direct("你好"));
        Text(await ReplyAsync()).ShouldBe(Phrases.Unavailable.Chinese);
        Model.Calls.Count.ShouldBe(1);
        Model.Calls.TryRead(out _);
        (await agent.QueryAsync<string>("SELECT status || attempts || ': ' || error FROM turn")).ShouldBe(["failed1: a: 500; b: timeout"]);
        Model.Answer = (_, _) => Task.FromResult("fine");

        await agent.PutAsync(Said.Direct("again", second: 1));

        Text(await ReplyAsync()).ShouldBe("fine");
        (await Model.Calls.ReadAsync(Cancel)).Skip(1).Select(message => message.Text).ShouldBe(["你好", "again"]);
    }

    public static TheoryData<string, string> Refusals =>
        new() { { "Rejected", Phrases.NotAccepted.Chinese }, { "Refused", Phrases.Refused.Chinese } };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Model_RefusesTheWordsBehindThePipeline_TheyAreKeptFromLaterTurns(string fault, string phrase)
    {
        var agent = await Folder.StartAsync();
        Model.Answer = (_, _) => throw new ModelsUnavailableException("a: 400") { Fault = Enum.Parse<ModelFault>(fault) };
        await agent.PutAsync(Said.Direct("毒"));
        Text(await ReplyAsync()).ShouldBe(phrase);
        await Model.Calls.ReadAsync(Cancel);
        Model.Answer = (_, _) => Task.FromResult("fine");

        await agent.PutAsync(Said.Direct("again", second: 1));

        Text(await ReplyAsync()).ShouldBe("fine");
        (await Model.Calls.ReadAsync(Cancel)).Skip(1).Select(message => message.Text).ShouldBe(["again"]);
    }

    public static TheoryData<string, string> Words =>
        new() { { "Misconfigured", Phrases.NeedsAdministrator.English }, { "CutOff", Phrases.CutOff.English }, { "Transient", Phrases.Unavailable.English } };

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Model_FailsForAReason_TheUserIsToldWhoCanMendIt(string fault, string phrase)
    {
        var agent = await Folder.StartAsync();
        Model.Answer = (_, _) => throw new ModelsUnavailableException("a: 401") { Fault = Enum.Parse<ModelFault>(fault) };

        await agent.PutAsync(Said.Direct("hello"));

        Text(await ReplyAsync()).ShouldBe(phrase);
        (await agent.QueryAsync<string>("SELECT status || attempts FROM turn")).ShouldBe(["failed1"]);
    }

    [Fact]
    public async Task Model_AnswerReachesItsLimit_TheUserIsToldAndTheModelIsNot()
    {
        var agent = await Folder.StartAsync();
        Model.Answer = (_, _) => Task.FromResult("第一步");
        Model.Finish = ChatFinishReason.Length;

        await agent.PutAsync(Said.Direct("怎么部署"));

        Text(await ReplyAsync()).ShouldBe($"第一步…\n\n{Phrases.Cut.Chinese}");
        (await agent.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["怎么部署", "第一步"]);
    }

    [Fact]
    public async Task Model_NeverAnswers_TheTurnEndsAtItsDeadline()
    {
        // A due time that no other timer has.
        Folder.Settings["Agent:Defaults:TurnTimeout"] = "12";
        var agent = await Folder.StartAsync();
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("hello"));

        await Folder.Time.TimerStarted(due => due == TimeSpan.FromSeconds(12));
        await CallAsync();

        Folder.Time.Advance(TimeSpan.FromSeconds(12) - TimeSpan.FromMilliseconds(1));
        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["running"]);
        Folder.Time.Advance(TimeSpan.FromMilliseconds(1));

        Text(await ReplyAsync()).ShouldBe(Phrases.TimedOut.English);
        (await agent.QueryAsync<string>("SELECT status || attempts || ': ' || error FROM turn")).ShouldBe(["failed1: no answer within 12 seconds"]);
    }

    // A start that was cut by a shutdown says nothing against the message.
    [Fact]
    public async Task Process_StopsDuringTheModelCall_TheStartIsNotCounted()
    {
        Model.Answer = Never;
        for (var i = 1; i <= 4; i++)
        {
            var stopped = await Folder.StartAsync();
            await stopped.PutAsync(Said.Direct("hello"));
            await CallAsync();
            await stopped.StopAtOnceAsync();
            (await stopped.QueryAsync<string>("SELECT status || attempts || ', lost ' || (SELECT COUNT(*) FROM lost_start) FROM turn"))
                .ShouldBe([$"running{i}, lost {i}"]);
            await stopped.DisposeAsync();
        }

        Model.Answer = (_, _) => Task.FromResult("at last");
        var agent = await Folder.StartAsync();

        Text(await ReplyAsync()).ShouldBe("at last");
    }

    [Fact]
    public async Task Process_KilledDuringTheModelCall_TheNextOneMakesAttemptTwo()
    {
        await KillInTheModelAsync(Said.Direct("hello"));
        Model.Answer = (told, _) => Task.FromResult("re: " + told[^1].Text);

        var agent = await Folder.StartAsync();

        Text(await ReplyAsync()).ShouldBe("re: hello");
        (await agent.QueryAsync<string>("SELECT status || attempts FROM turn")).ShouldBe(["committed2"]);
    }

    [Fact]
    public async Task Process_KilledThreeTimesByOneMessage_TheUserIsToldAndTheModelNotAskedAgain()
    {
        for (var i = 0; i < 3; i++)
        {
            await KillInTheModelAsync(Said.Direct("deadly"));
        }

        var agent = await Folder.StartAsync();

        Text(await ReplyAsync()).ShouldBe(Apology);
        Model.Calls.TryRead(out _).ShouldBeFalse();
        (await agent.QueryAsync<string>("SELECT status || attempts || ': ' || error FROM turn"))
            .ShouldBe(["failed3: started 3 times and never finished"]);
        Model.Answer = (told, _) => Task.FromResult("re: " + told[^1].Text);
        await agent.PutAsync(Said.Direct("next", second: 1));
        var next = await ReplyAsync();
        (Text(next), next.Sequence).ShouldBe(("re: next", 2));
    }

    private async Task KillInTheModelAsync(MessageReceived message)
    {
        Model.Answer = Never;
        var agent = await Folder.StartAsync();
        await agent.PutAsync(message);
        await CallAsync();
        await agent.KillAsync();
        Folder.Time.Advance(TimeSpan.FromSeconds(31));
    }
}
