using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Turns;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Agent.Tests.Turns;

/// <summary>Rows that cannot be read do not stop a lane.</summary>
public abstract class UnreadableTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Theory]
    [InlineData("{ no json")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task Message_CannotBeRead_IsADeadLetterAndWhatElseWasSaidIsAnswered(string body)
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("broken", second: 1), Said.Direct("fine", second: 2));
        await BreakAsync(agent, body, "LIKE '%broken%'");

        await agent.StartAsync();

        Text(await ReplyAsync()).ShouldBe("re: fine");
        var letter = (await LettersAsync(agent)).ShouldHaveSingleItem();
        letter.Reason.ShouldStartWith($"message {Said.Direct("broken", second: 1).Id} cannot be read by this version: ");
        (await agent.Services.GetRequiredService<FailedTurns>().FindAsync(letter.Id, Cancel)).ShouldNotBeNull().Text.ShouldBe(body);
        await agent.PutAsync(Said.Direct("next", second: 3));
        (await ReplyAsync()).Sequence.ShouldBe(2);
    }

    // The turn had been started by a version that could read it.
    [Fact]
    public async Task Message_OfAStartedTurnCannotBeRead_TheTurnIsTheDeadLetterAndCanBeReplayed()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("broken"));
        var lease = await agent.ClaimAsync(Said.Direct("broken").Conversation);
        await agent.Turns.StartNextAsync(lease, Cancel);
        var body = (await agent.QueryAsync<string>("SELECT body FROM mailbox")).Single();
        await BreakAsync(agent, "{ no json", "IS NOT NULL");
        await agent.Lanes.HandBackAsync(lease, Cancel);

        await agent.StartAsync();
        await agent.PutAsync(Said.Direct("next", second: 3));

        Text(await ReplyAsync()).ShouldBe("re: next");
        var letter = (await LettersAsync(agent)).ShouldHaveSingleItem();
        await ExecuteAsync(agent, "UPDATE mailbox SET body = @body WHERE turn_id = @id", new { body, id = letter.Id });
        await agent.Services.GetRequiredService<FailedTurns>().ReplayAsync(letter.Id, Cancel);
        Text(await ReplyAsync()).ShouldBe("re: broken");
    }

    [Fact]
    public async Task Reply_CannotBeRead_ItsTurnIsADeadLetterAndTheNextReplyIsSent()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("one"));
        var lease = await agent.ClaimAsync(Said.Direct("one").Conversation);
        await agent.Turns.CommitAsync(lease, (await agent.Turns.StartNextAsync(lease, Cancel))!, TurnOutcome.Answered("lost"), Cancel);
        await agent.Store.WriteAsync(session => session.ExecuteAsync("UPDATE reply SET body = '{}'"), Cancel);
        await agent.Lanes.HandBackAsync(lease, Cancel);

        await agent.StartAsync();
        await agent.PutAsync(Said.Direct("two", second: 1));

        var reply = await ReplyAsync();
        (Text(reply), reply.Sequence).ShouldBe(("re: two", 2));
        (await LettersAsync(agent)).ShouldHaveSingleItem().Reason.ShouldContain("cannot be read by this version");
    }

    private static Task BreakAsync(AgentProcess agent, string body, string which) =>
        agent.Store.WriteAsync(session => session.ExecuteAsync($"UPDATE mailbox SET body = @body WHERE body {which}", new { body }), Cancel);

    private static Task<IReadOnlyList<DeadLetter>> LettersAsync(AgentProcess agent) =>
        agent.Services.GetRequiredService<FailedTurns>().ListAsync(10, Cancel);
}
