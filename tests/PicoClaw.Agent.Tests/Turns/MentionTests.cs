using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Turns;

/// <summary>An answer in a group mentions the people who asked.</summary>
public sealed class MentionTests : AgentTests
{
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
        Folder.Settings["Agent:Defaults:MentionAsker"] = "false";
        var (agent, talk) = await StartAsync();

        await agent.PutAsync(Said.Group("hello", "Ann"));

        (await talk.HearReplyAsync()).Mentions.ShouldBeEmpty();
    }

    private async Task<(AgentProcess Agent, Talk Talk)> StartAsync()
    {
        Folder.Model.Answer = (_, _) => Task.FromResult("fine");
        var agent = await Folder.StartAsync();
        return (agent, new Talk(Folder, agent));
    }
}
