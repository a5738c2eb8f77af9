using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Agent.Tests.Housekeeping;

public abstract class DeadLettersTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Fact]
    public async Task ListAsync_FailedTurns_AreListedWithTheirReasonOldestFirst()
    {
        var (agent, talk) = await StartAsync();
        await talk.SayAsync("one");
        Folder.Time.Advance(TimeSpan.FromSeconds(1));
        await talk.SayAsync("two");
        Folder.Model.Answer = (_, _) => Task.FromResult("fine");
        await talk.SayAsync("three");

        var letters = await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel);

        letters.Select(letter => (letter.Kind, letter.Conversation, letter.Reason, letter.Attempts)).ShouldBe([
            (DeadLetterKind.Turn, "sample:main:cidOne", "all models are away", 1), (DeadLetterKind.Turn, "sample:main:cidOne", "all models are away", 1)]);
        letters[0].At.ShouldBe(Said.Noon);
        (await Letters(agent).FindAsync(DeadLetterKind.Turn, letters[1].Id, Cancel)).ShouldNotBeNull().Text.ShouldBe("two");
        (await agent.QueryAsync<string>("SELECT status FROM turn ORDER BY created_at, turn_id")).Count(status => status == "failed").ShouldBe(2);
    }

    [Fact]
    public async Task ReplayAsync_DeadLetter_IsAnsweredAfterAllUnderAnIdOfItsOwn()
    {
        var (agent, talk) = await StartAsync();
        await agent.PutAsync(Said.Direct("question"));
        var told = await talk.HearReplyAsync();
        Folder.Model.Answer = (_, _) => Task.FromResult("the answer");
        var letter = (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem();

        (await Letters(agent).ReplayAsync(DeadLetterKind.Turn, letter.Id, Cancel)).ShouldBe(ReplayResult.Done);

        var reply = await talk.HearReplyAsync();
        reply.Content.ShouldBe(new Contracts.MarkdownContent { Text = "the answer" });
        reply.Id.ShouldNotBe(told.Id);
        (await agent.QueryAsync<string>("SELECT reply_id FROM turn")).ShouldBe([reply.Id.ToString()]);
        (reply.Sequence, reply.CausationId).ShouldBe((2, told.CausationId));
        (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldBeEmpty();
        (await agent.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["question", "the answer"]);
        (await agent.QueryAsync<string>("SELECT status || attempts FROM turn")).ShouldBe(["committed1"]);
    }

    [Fact]
    public async Task ReplayAsync_FailsAgain_IsADeadLetterAgainAndSaidOnce()
    {
        var (agent, talk) = await StartAsync();
        await talk.SayAsync("question");
        var letter = (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem();

        await Letters(agent).ReplayAsync(DeadLetterKind.Turn, letter.Id, Cancel);

        (await talk.HearAsync()).ShouldBe(Phrases.Unavailable.English);
        (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem().Id.ShouldBe(letter.Id);
        (await agent.QueryAsync<string>("SELECT text FROM history")).ShouldBe(["question"]);
    }

    [Fact]
    public async Task ReplayAsync_NotADeadLetter_ChangesNothing()
    {
        var (agent, talk) = await StartAsync();
        Folder.Model.Answer = (_, _) => Task.FromResult("fine");
        await talk.SayAsync("question");
        var turn = (await agent.QueryAsync<string>("SELECT turn_id FROM turn")).ShouldHaveSingleItem();

        (await Letters(agent).ReplayAsync(DeadLetterKind.Turn, turn, Cancel)).ShouldBe(ReplayResult.Gone);
        (await Letters(agent).ReplayAsync(DeadLetterKind.Turn, "none", Cancel)).ShouldBe(ReplayResult.Gone);
        (await Letters(agent).PurgeAsync(DeadLetterKind.Turn, turn, Cancel)).ShouldBeFalse();

        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["committed"]);
    }

    [Fact]
    public async Task PurgeAsync_DeadLetter_IsGoneAndItsMessageIsStillKnown()
    {
        var (agent, talk) = await StartAsync();
        var message = Said.Direct("question");
        await agent.PutAsync(message);
        await talk.HearReplyAsync();
        var letter = (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem();

        (await Letters(agent).PurgeAsync(DeadLetterKind.Turn, letter.Id, Cancel)).ShouldBeTrue();

        (await Letters(agent).ListAsync(new DeadLetterFilter(), Cancel)).ShouldBeEmpty();
        (await Letters(agent).ReplayAsync(DeadLetterKind.Turn, letter.Id, Cancel)).ShouldBe(ReplayResult.Gone);
        await agent.PutAsync(message);
        (await agent.QueryAsync<string>("SELECT message_id FROM mailbox WHERE turn_id IS NULL")).ShouldBeEmpty();
    }

    private static IDeadLetters Letters(AgentProcess agent) => agent.Services.GetRequiredService<IDeadLetters>();

    private async Task<(AgentProcess Agent, Talk Talk)> StartAsync()
    {
        Folder.Model.Answer = (_, _) => throw new ModelsUnavailableException("all models are away", new HttpRequestException());
        var agent = await Folder.StartAsync();
        return (agent, new Talk(Folder, agent));
    }
}
