using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Commands;

/// <summary>Who may stop what by /stop.</summary>
public abstract class StopCommandTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Theory]
    [InlineData("/stop")]
    [InlineData("/停止　{0} please")]
    public async Task Stop_ByOneOfThoseWhoAsked_StopsTheTurn(string text)
    {
        var agent = await Folder.StartAsync();
        Model.Answer = Never;
        await agent.PutAsync(Said.Group("first", "Ann"));
        await CallAsync();

        await agent.PutAsync(Said.Group(await NamedAsync(agent, text), "Ann", second: 1));

        (await new Talk(Folder, agent).HearReplyAsync()).Id.ShouldBe(
            Guid.Parse((await agent.QueryAsync<string>("SELECT reply_id FROM turn")).ShouldHaveSingleItem()));
        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["cancelled"]);
    }

    [Theory]
    [InlineData("/stop", false)]
    [InlineData("/stop {0}", true)]
    public async Task Stop_InAGroupBySomebodyElse_IsForAdministrators(string text, bool isAdmin)
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        var gate = Gate();
        await agent.PutAsync(Said.Group("first", "Ann"));
        await CallAsync();
        var stop = Said.Group(await NamedAsync(agent, text), "Bob", second: 1);
        await agent.PutAsync(stop with { Sender = stop.Sender with { IsAdmin = isAdmin } });

        if (isAdmin)
        {
            (await talk.HearAsync()).ShouldBe(Phrases.Stopped.English);
            return;
        }

        (await talk.HearAsync()).ShouldBe(StopCommand.Refused.English);
        await talk.UntilAsync("SELECT sent FROM reply", 1);
        gate.SetResult();
        (await talk.HearAsync()).ShouldBe("re: Ann: first");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stop_RefusedAndThenDoneByTheAsker_BothAreTold(bool isRunning)
    {
        Model.Answer = Never;
        var agent = isRunning ? await Folder.StartAsync() : await Folder.OpenAsync();
        await agent.PutAsync(Said.Group("first", "Ann"));
        if (isRunning)
        {
            await CallAsync();
        }

        await agent.PutAsync(Said.Group("/stop", "Bob", second: 1), Said.Group("/stop", "Ann", second: 2));
        if (!isRunning)
        {
            await agent.DisposeAsync();
            agent = await Folder.StartAsync();
        }

        var talk = new Talk(Folder, agent);
        DeliverMessage[] heard = [await talk.HearReplyAsync(), await talk.HearReplyAsync()];
        heard.Select(reply => (Text(reply), reply.Mentions[0])).ShouldBe(
            [(Phrases.Stopped.English, "Ann-id"), (StopCommand.Refused.English, "Bob-id")], ignoreOrder: true);
        (await agent.QueryAsync<string>("SELECT status FROM turn ORDER BY status")).ShouldBe(["cancelled", "committed"]);
    }

    [Theory]
    [InlineData("Bob", "cancelled")]
    [InlineData("Eve", "committed")]
    public async Task Stop_MessagesWait_IsForThoseWhoAsked(string who, string status)
    {
        var waiting = await Folder.OpenAsync();
        await waiting.PutAsync(Said.Group("first", "Ann"), Said.Group("second", "Bob", second: 1), Said.Group("/stop", who, second: 2));
        await waiting.DisposeAsync();

        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        var heard = await talk.HearReplyAsync();
        heard = Text(heard) == StopCommand.Refused.English ? await talk.HearReplyAsync() : heard;

        Text(heard).ShouldBe(status == "cancelled" ? Phrases.Stopped.English : "re: Bob: second");
        (await agent.QueryAsync<string>($"SELECT status FROM turn WHERE reply_id = '{heard.Id}'")).ShouldBe([status]);
    }

    // The links of a reply live as long as the chat.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stop_NamesAnotherTurn_TouchesNoNewerOne(bool isKnown)
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Direct("one"));
        var first = await talk.HearReplyAsync();
        await CallAsync();
        var gate = Gate();
        await agent.PutAsync(Said.Direct("two", second: 1));
        await CallAsync();

        await agent.PutAsync(Said.Direct($"/stop {(isKnown ? ShortId.Of(first.Id) : "deadbeef")}", second: 2));

        (await talk.HearAsync()).ShouldBe(StopCommand.Over.English);
        await talk.UntilAsync("SELECT COUNT(*) FROM reply WHERE sent = 0", 0L);
        gate.SetResult();
        (await talk.HearAsync()).ShouldBe("re: two");
    }

    [Fact]
    public async Task Stop_NamesATurnOfAnotherConversation_TouchesNeither()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        var gate = Gate();
        await agent.PutAsync(Said.Direct("here"));
        await CallAsync();
        var here = ShortId.Of(await agent.RunningReplyAsync());

        (await talk.SayAsync(Said.Direct($"/stop {here}", "cidOther"))).ShouldBe(StopCommand.Over.English);

        gate.SetResult();
        (await talk.HearAsync()).ShouldBe("re: here");
    }

    private static async Task<string> NamedAsync(AgentProcess agent, string text) =>
        text.Replace("{0}", ShortId.Of(await agent.RunningReplyAsync()), StringComparison.Ordinal);
}
