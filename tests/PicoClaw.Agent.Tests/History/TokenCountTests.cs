using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.History;

/// <summary>The tokens of an entry are counted once and stored.</summary>
public abstract class TokenCountTests : AgentTests
{
    private const string Counts = "SELECT text || ': ' || COALESCE(counted_for || ' ' || tokens, 'not counted') FROM history ORDER BY position";

    protected TokenCountTests(bool onPostgres)
        : base(onPostgres)
    {
        Folder.Settings["Models:0:ModelName"] = "four";
        Folder.Settings["Models:0:Model"] = "openai/gpt-4o";
        Folder.Settings["Models:1:ModelName"] = "older";
        Folder.Settings["Models:1:Model"] = "openai/gpt-4";
    }

    [Fact]
    public async Task Turn_IsAnswered_QuestionAndAnswerAreStoredWithTheirCounts()
    {
        var agent = await Folder.StartAsync();
        await new Talk(Folder, agent).SayAsync("hello world");

        (await agent.QueryAsync<string>(Counts)).ShouldBe(["hello world: openai/gpt-4o 6", "re: hello world: openai/gpt-4o 8"]);
    }

    // Rows of an older version, and of turns that failed.
    [Fact]
    public async Task LoadAsync_EntriesThatWereNotCounted_AreCountedOnceAndKept()
    {
        var agent = await TalkedAsync();
        await ExecuteAsync(agent, "UPDATE history SET tokens = NULL, counted_for = NULL WHERE role = 'user'");

        var history = await LoadAsync(agent);

        history.Told.Select(entry => entry.Tokens!.Tokens).ShouldBe([6, 8]);
        (await agent.QueryAsync<string>(Counts)).ShouldBe(["hello world: openai/gpt-4o 6", "re: hello world: openai/gpt-4o 8"]);
    }

    [Fact]
    public async Task LoadAsync_CountsThatAreKept_AreTakenAsTheyAre()
    {
        var agent = await TalkedAsync();
        await ExecuteAsync(agent, "UPDATE history SET tokens = 77");

        (await LoadAsync(agent)).Told.Select(entry => entry.Tokens!.Tokens).ShouldBe([77, 77]);
    }

    [Fact]
    public async Task LoadAsync_AnotherModelWasChosen_IsCountedForIt()
    {
        var agent = await TalkedAsync();
        await ExecuteAsync(agent, "UPDATE conversation SET model = 'older'");

        await LoadAsync(agent);

        (await agent.QueryAsync<string>(Counts)).ShouldBe(["hello world: openai/gpt-4 6", "re: hello world: openai/gpt-4 8"]);
    }

    private static Task<ConversationHistory> LoadAsync(AgentProcess agent) =>
        agent.Services.GetRequiredService<HistoryStore>().LoadAsync(ConversationKey.Of(Said.Direct("x").Conversation), Cancel);

    private async Task<AgentProcess> TalkedAsync()
    {
        var agent = await Folder.StartAsync();
        await new Talk(Folder, agent).SayAsync("hello world");
        await agent.StopAsync();
        return agent;
    }
}
