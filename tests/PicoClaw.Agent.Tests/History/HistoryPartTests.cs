using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Tests.History;

/// <summary>An entry of the history has parts; most have one text.</summary>
public abstract class HistoryPartTests(bool onPostgres) : AgentTests(onPostgres)
{
    private const string Stored = "SELECT text || ': ' || COALESCE(parts, 'no parts') FROM history ORDER BY position";

    [Fact]
    public async Task Commit_EntriesOfOneAndTwoParts_ComeBackAsTheyWere()
    {
        var answer = new HistoryEntry(HistoryEntry.Assistant, [new TextPart("first"), new TextPart("second")]);
        var agent = await SaidAsync(new HistoryEntry(HistoryEntry.User, "one"), answer);

        var told = (await LoadAsync(agent)).Told;

        told.Select(entry => entry.Text).ShouldBe(["one", "first\n\nsecond"]);
        told[1].Parts.ShouldBe([new TextPart("first"), new TextPart("second")]);
        (await agent.QueryAsync<string>(Stored)).ShouldBe(
            ["one: no parts", "first\n\n" + """second: [{"kind":"text","Text":"first"},{"kind":"text","Text":"second"}]"""]);
    }

    // Rows of a version without parts, and of a later version with other kinds.
    [Theory]
    [InlineData("NULL")]
    [InlineData("""'[{"kind":"picture","Reference":"p1"},{"kind":"text","Text":"other"}]'""")]
    [InlineData("'{ no json'")]
    public async Task LoadAsync_NoPartsOrUnknownOnes_IsTheText(string parts)
    {
        var agent = await SaidAsync(new HistoryEntry(HistoryEntry.User, "hello"));
        await ExecuteAsync(agent, $"UPDATE history SET parts = {parts}");

        var entry = (await LoadAsync(agent)).Told.ShouldHaveSingleItem();

        entry.Parts.ShouldBe([new TextPart("hello")]);
    }

    private async Task<AgentProcess> SaidAsync(params HistoryEntry[] entries)
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("hello"));
        var lease = await agent.ClaimAsync(Said.Direct("hello").Conversation);
        var turn = (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldNotBeNull();
        await agent.Turns.CommitAsync(lease, turn, TurnOutcome.Answered("hi") with { History = entries }, Cancel);
        return agent;
    }

    private static Task<ConversationHistory> LoadAsync(AgentProcess agent) =>
        agent.Services.GetRequiredService<HistoryStore>().LoadAsync(ConversationKey.Of(Said.Direct("hello").Conversation), Cancel);
}
