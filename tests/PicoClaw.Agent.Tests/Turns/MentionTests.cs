using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Conversations;

/// <summary>Whom an answer mentions.</summary>
public sealed class MentionTests : IAsyncDisposable
{
    private readonly AgentFolder _folder = new(onPostgres: false);

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Answer_InAGroup_MentionsEverybodyWhomItAnswersOnce()
    {
        var (agent, talk) = await StartAsync();

        await agent.PutAsync(Said.Group("first", "Ann"), Said.Group("second", "Bob", second: 1), Said.Group("third", "Ann", second: 2));

        (await talk.HearReplyAsync()).Mentions.ShouldBe(["Ann-id", "Bob-id"]);
    }

    [Fact]
    public async Task CommandsAnswer_InAGroup_MentionsTheAsker()
    {
        var (agent, talk) = await StartAsync();

        await agent.PutAsync(Said.Group("/help", "Ann"));

        (await talk.HearReplyAsync()).Mentions.ShouldBe(["Ann-id"]);
    }

    [Fact]
    public async Task Answer_InADirectChat_MentionsNobody()
    {
        var (agent, talk) = await StartAsync();

        await agent.PutAsync(Said.Direct("hello"));

        (await talk.HearReplyAsync()).Mentions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_OptionIsOff_MentionsNobody()
    {
        _folder.Settings["Agent:Defaults:MentionAsker"] = "false";
        var (agent, talk) = await StartAsync();

        await agent.PutAsync(Said.Group("hello", "Ann"));

        (await talk.HearReplyAsync()).Mentions.ShouldBeEmpty();
    }

    private async Task<(AgentProcess Agent, Talk Talk)> StartAsync()
    {
        _folder.Model.Answer = (_, _) => Task.FromResult("fine");
        var agent = await _folder.StartAsync();
        return (agent, new Talk(_folder, agent));
    }
}
