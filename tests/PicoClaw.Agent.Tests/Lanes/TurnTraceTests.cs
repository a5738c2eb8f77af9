using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Tests.Traces;

namespace PicoClaw.Agent.Tests.Conversations;

public abstract class TurnTraceTests(bool onPostgres) : IAsyncDisposable
{
    private readonly AgentFolder _folder = new(onPostgres);
    private readonly EndedActivities _ended = new("PicoClaw.Agent");

    public async ValueTask DisposeAsync()
    {
        _ended.Dispose();
        await _folder.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Turn_TwoMessages_IsInTheTraceOfTheLastWithALinkToTheOther()
    {
        var agent = await _folder.OpenAsync();
        var first = await EndedActivities.UnderAsync(() => agent.PutAsync(Said.Direct("one")));
        var last = await EndedActivities.UnderAsync(() => agent.PutAsync(Said.Direct("two", second: 1)));

        await agent.StartAsync();
        await _folder.Sender.Accepted.ReadAsync(TestContext.Current.CancellationToken);
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
        _folder.Sender.Refuses = true;
        var first = await _folder.OpenAsync();
        var trace = await EndedActivities.UnderAsync(() => first.PutAsync(Said.Direct("one")));
        await first.StartAsync();
        await _folder.Sender.Tried.ReadAsync(TestContext.Current.CancellationToken);
        await first.KillAsync();

        _folder.Sender.Refuses = false;
        await _folder.StartAsync();
        await _folder.MeanwhileAsync(_folder.Sender.Accepted.ReadAsync(TestContext.Current.CancellationToken).AsTask());

        _ended.Of(trace).Count(activity => activity.OperationName == "agent turn").ShouldBe(1);
        _ended.Of(trace).Count(activity => activity.OperationName == "agent reply").ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task Turn_NobodyTraced_RunsAndBelongsToNoTraceOfOthers()
    {
        var agent = await _folder.StartAsync();

        await agent.PutAsync(Said.Direct("one"));

        (await _folder.Sender.Accepted.ReadAsync(TestContext.Current.CancellationToken)).CausationId.ShouldBe(Said.Direct("one").Id);
        (await agent.QueryAsync<string?>("SELECT trace FROM mailbox")).ShouldBe([null]);
    }
}
