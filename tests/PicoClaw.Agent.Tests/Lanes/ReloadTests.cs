using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Tests.Lanes;

/// <summary>Settings that change while conversations go on.</summary>
public sealed class ReloadTests : AgentTests
{
    private const string Mentions = "Agent:Defaults:MentionAsker";
    private const string Rate = "Agent:Defaults:TurnsPerMinute";

    [Fact]
    public async Task Change_WhileATurnRuns_HoldsFromTheNextTurnOn()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        var gate = Gate();
        await agent.PutAsync(Said.Group("first", "Ann"));
        await CallAsync();

        agent.Change((Mentions, "false"));
        gate.SetResult();
        var running = await talk.HearReplyAsync();
        await agent.PutAsync(Said.Group("second", "Ann", second: 1));

        running.Mentions.ShouldBe(["Ann-id"]);
        (await talk.HearReplyAsync()).Mentions.ShouldBeEmpty();
    }

    [Fact]
    public async Task TurnRate_Changed_HoldsForTheNextTurn()
    {
        Folder.Settings[Rate] = "1";
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await talk.SayAsync("first");
        (await talk.SayAsync("second")).ShouldBe(Phrases.TooManyTurns.In(Language.English, 1, 60));

        agent.Change((Rate, "0"));

        (await talk.SayAsync("third")).ShouldBe("re: third");
    }

    [Fact]
    public async Task Admins_Changed_HoldForTheNextCommand()
    {
        Folder.Settings["Models:0:ModelName"] = "chat";
        Folder.Settings["Models:0:Model"] = "ollama/x";
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        var refused = await talk.SayInGroupAsync("/model chat");

        agent.Change(("Agent:Commands:Admins:0", "Ann-id"));

        var chosen = ModelCommand.Chosen.In(Language.English, "chat");
        refused.ShouldNotBe(chosen);
        (await talk.SayInGroupAsync("/model chat")).ShouldBe(chosen);
    }

    [Fact]
    public async Task Language_Changed_HoldsForTheNextTurn()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);

        agent.Change(("Agent:Defaults:Language", "zh"));

        (await talk.SayAsync("/model nobody")).ShouldBe(ModelCommand.Unknown.In(Language.Chinese, "nobody"));
    }
}
