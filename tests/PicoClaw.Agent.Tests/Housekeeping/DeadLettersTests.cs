using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;

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

        var letters = await Letters(agent).ListAsync(10, Cancel);

        letters.Select(letter => (letter.Conversation, letter.Reason, string.Join(',', letter.Said))).ShouldBe([
            ("sample:main:cidOne", "all models are away", "one"), ("sample:main:cidOne", "all models are away", "two")]);
        letters[0].FailedAt.ShouldBe(Said.Noon);
        (await Letters(agent).ListAsync(1, Cancel)).ShouldHaveSingleItem().TurnId.ShouldBe(letters[0].TurnId);
        (await agent.QueryAsync<string>("SELECT status FROM turn ORDER BY created_at, turn_id")).Count(status => status == "failed").ShouldBe(2);
    }

    [Fact]
    public async Task ReplayAsync_DeadLetter_IsAnsweredAfterAllUnderAnIdOfItsOwn()
    {
        var (agent, talk) = await StartAsync();
        await agent.PutAsync(Said.Direct("question"));
        var told = await talk.HearReplyAsync();
        Folder.Model.Answer = (_, _) => Task.FromResult("the answer");
        var letter = (await Letters(agent).ListAsync(10, Cancel)).ShouldHaveSingleItem();

        (await Letters(agent).ReplayAsync(letter.TurnId, Cancel)).ShouldBeTrue();

        var reply = await talk.HearReplyAsync();
        reply.Content.ShouldBe(new Contracts.MarkdownContent { Text = "the answer" });
        reply.Id.ShouldNotBe(told.Id);
        (await agent.QueryAsync<string>("SELECT reply_id FROM turn")).ShouldBe([reply.Id.ToString()]);
        (reply.Sequence, reply.CausationId).ShouldBe((2, told.CausationId));
        (await Letters(agent).ListAsync(10, Cancel)).ShouldBeEmpty();
        (await agent.QueryAsync<string>("SELECT text FROM history ORDER BY position")).ShouldBe(["question", "the answer"]);
        (await agent.QueryAsync<string>("SELECT status || attempts FROM turn")).ShouldBe(["committed1"]);
    }

    [Fact]
    public async Task ReplayAsync_FailsAgain_IsADeadLetterAgainAndSaidOnce()
    {
        var (agent, talk) = await StartAsync();
        await talk.SayAsync("question");
        var letter = (await Letters(agent).ListAsync(10, Cancel)).ShouldHaveSingleItem();

        await Letters(agent).ReplayAsync(letter.TurnId, Cancel);

        (await talk.HearAsync()).ShouldBe(Phrases.Unavailable.English);
        (await Letters(agent).ListAsync(10, Cancel)).ShouldHaveSingleItem().TurnId.ShouldBe(letter.TurnId);
        (await agent.QueryAsync<string>("SELECT text FROM history")).ShouldBe(["question"]);
    }

    [Fact]
    public async Task ReplayAsync_NotADeadLetter_ChangesNothing()
    {
        var (agent, talk) = await StartAsync();
        Folder.Model.Answer = (_, _) => Task.FromResult("fine");
        await talk.SayAsync("question");
        var turn = Guid.Parse((await agent.QueryAsync<string>("SELECT turn_id FROM turn")).ShouldHaveSingleItem());

        (await Letters(agent).ReplayAsync(turn, Cancel)).ShouldBeFalse();
        (await Letters(agent).ReplayAsync(Guid.NewGuid(), Cancel)).ShouldBeFalse();

        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["committed"]);
    }

    private static DeadLetters Letters(AgentProcess agent) => agent.Services.GetRequiredService<DeadLetters>();

    private async Task<(AgentProcess Agent, Talk Talk)> StartAsync()
    {
        Folder.Model.Answer = (_, _) => throw new ModelsUnavailableException("all models are away", new HttpRequestException());
        var agent = await Folder.StartAsync();
        return (agent, new Talk(Folder, agent));
    }
}
