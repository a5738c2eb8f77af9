using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Actions;

/// <summary>Thumbs, pressed on a card.</summary>
public abstract class FeedbackPressTests : AgentTests
{
    private const string Given = "SELECT verdict || ':' || COALESCE(reason, '-') FROM feedback ORDER BY person";

    protected FeedbackPressTests(bool onPostgres)
        : base(onPostgres) => Folder.Settings["Accounts:main:Feedback"] = "card";

    [Fact]
    public async Task Feedback_Pressed_IsStoredWithTheTurnAndAnsweredByNobody()
    {
        var agent = await Folder.StartAsync();
        var (talk, reply) = await AnsweredAsync(agent);
        using var counted = Collect(agent);

        await agent.PressAsync(Press.On(reply, ActionKind.FeedbackDown, text: " too\nlong\0 "));

        (await agent.QueryAsync<string>(Given)).ShouldBe(["down:too long"]);
        (await agent.QueryAsync<string>("SELECT person FROM feedback JOIN turn ON turn.turn_id = feedback.turn_id")).ShouldBe(["sample:main:u1"]);
        counted.GetMeasurementSnapshot().Select(one => (one.Tags["verdict"], one.Value)).ShouldBe([("down", 1L)]);
        (await talk.SayAsync(Said.Direct("next", second: 1))).ShouldBe("re: next");
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM turn")).ShouldBe([2]);
    }

    [Fact]
    public async Task Feedback_PressedAgain_ChangesItAndCountsOnceMore()
    {
        var agent = await Folder.StartAsync();
        var (_, reply) = await AnsweredAsync(agent);
        using var counted = Collect(agent);

        await agent.PressAsync(Press.On(reply, ActionKind.FeedbackUp));
        await agent.PressAsync(Press.On(reply, ActionKind.FeedbackDown, id: "two"));
        await agent.PressAsync(Press.On(reply, ActionKind.FeedbackDown, text: "wrong", id: "three"));
        await agent.PressAsync(Press.On(reply, ActionKind.FeedbackDown, id: "four"));

        (await agent.QueryAsync<string>(Given)).ShouldBe(["down:wrong"]);
        counted.GetMeasurementSnapshot().Select(one => one.Tags["verdict"]).ShouldBe(["up", "down"]);
    }

    [Fact]
    public async Task Feedback_Redelivered100Times_DoesNotUndoALaterOne()
    {
        var agent = await Folder.StartAsync();
        var (_, reply) = await AnsweredAsync(agent);
        using var counted = Collect(agent);
        var first = Press.On(reply, ActionKind.FeedbackUp, text: "fine");
        await agent.PressAsync(first);
        await agent.PressAsync(Press.On(reply, ActionKind.FeedbackDown));

        await agent.PressAgainAsync(first, times: 100);

        (await agent.QueryAsync<string>(Given)).ShouldBe(["down:-"]);
        counted.GetMeasurementSnapshot().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Feedback_OfAGroup_IsEverybodysOwn()
    {
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Group("hello", "Ann"));
        var reply = (await new Talk(Folder, agent).HearReplyAsync()).Id;

        await agent.PressAsync(Press.On(reply, ActionKind.FeedbackUp, "Ann-id"));
        await agent.PressAsync(Press.On(reply, ActionKind.FeedbackDown, "Bob-id"));

        (await agent.QueryAsync<string>(Given)).ShouldBe(["up:-", "down:-"]);
    }

    [Theory]
    [InlineData("off")]
    [InlineData(null)]
    public async Task Feedback_IsOff_HasNoEffect(string? setting)
    {
        Folder.Settings["Accounts:main:Feedback"] = setting;
        var agent = await Folder.StartAsync();
        var (_, reply) = await AnsweredAsync(agent);

        await agent.PressAsync(Press.On(reply, ActionKind.FeedbackUp));

        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM feedback")).ShouldBe([0]);
        agent.Logged(405).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Feedback_WhileTheTurnRuns_IsStoredAndTheTurnGoesOn()
    {
        var agent = await Folder.StartAsync();
        var gate = Gate();
        await agent.PutAsync(Said.Direct("hello"));
        await CallAsync();

        await agent.PressAsync(Press.On(await agent.RunningReplyAsync(), ActionKind.FeedbackUp));
        gate.SetResult();

        (await new Talk(Folder, agent).HearAsync()).ShouldBe("re: hello");
        (await agent.QueryAsync<string>(Given)).ShouldBe(["up:-"]);
    }

    private async Task<(Talk Talk, Guid Reply)> AnsweredAsync(AgentProcess agent)
    {
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Direct("hello"));
        return (talk, (await talk.HearReplyAsync()).Id);
    }

    private static MetricCollector<long> Collect(AgentProcess agent) =>
        new(agent.Services.GetRequiredService<IMeterFactory>(), AgentMetrics.MeterName, "picoclaw.agent.feedback");
}
