using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Tests.Traces;

namespace PicoClaw.Agent.Tests.Lanes;

public abstract class TurnTraceTests(bool onPostgres) : AgentTests(onPostgres)
{
    private readonly EndedActivities _ended = new("PicoClaw.Agent");

    protected override ValueTask DisposeTestAsync()
    {
        _ended.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Turn_TwoMessages_IsInTheTraceOfTheLastWithALinkToTheOther()
    {
        var agent = await Folder.OpenAsync();
        var first = await EndedActivities.UnderAsync(() => agent.PutAsync(Said.Direct("one")));
        var last = await EndedActivities.UnderAsync(() => agent.PutAsync(Said.Direct("two", second: 1)));

        await agent.StartAsync();
        await Folder.Sender.Accepted.ReadAsync(Cancel);
        await agent.StopAsync();

        var names = _ended.Of(last).Select(activity => activity.OperationName).ToList();
        names.ShouldBe(["agent turn", "agent reply"]);
        var turn = _ended.Of(last)[0];
        turn.Links.ShouldHaveSingleItem().Context.TraceId.ShouldBe(first);
        turn.GetTagItem("picoclaw.turn.messages").ShouldBe(2);
        turn.GetTagItem("picoclaw.turn.status").ShouldBe("committed");
        _ended.Of(first).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reply_ProcessDiedBeforeItWasSent_IsSentInTheTraceOfItsMessage()
    {
        Folder.Sender.Refuses = true;
        var first = await Folder.OpenAsync();
        var trace = await EndedActivities.UnderAsync(() => first.PutAsync(Said.Direct("one")));
        await first.StartAsync();
        await Folder.Sender.Tried.ReadAsync(Cancel);
        await first.KillAsync();

        Folder.Sender.Refuses = false;
        await Folder.StartAsync();
        await Folder.MeanwhileAsync(Folder.Sender.Accepted.ReadAsync(Cancel).AsTask());

        _ended.Of(trace).Count(activity => activity.OperationName == "agent turn").ShouldBe(1);
        _ended.Of(trace).Count(activity => activity.OperationName == "agent reply").ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task Turn_NobodyTraced_RunsAndBelongsToNoTraceOfOthers()
    {
        var agent = await Folder.StartAsync();

        await agent.PutAsync(Said.Direct("one"));

        (await Folder.Sender.Accepted.ReadAsync(Cancel)).CausationId.ShouldBe(Said.Direct("one").Id);
        (await agent.QueryAsync<string?>("SELECT trace FROM mailbox")).ShouldBe([null]);
    }
}
