using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Actions;

/// <summary>Stop, pressed on a card.</summary>
public abstract class StopPressTests(bool onPostgres) : AgentTests(onPostgres)
{
    // The clock stands still, so the holder was signalled and did not poll.
    [Fact]
    public async Task Stop_ByTheAsker_CutsTheTurnAtOnceAndNothingElseIsSaid()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("hello"));
        await CallAsync();
        var press = Press.On(await agent.RunningReplyAsync(), ActionKind.Stop);

        await agent.PressAsync(press);

        var reply = await talk.HearReplyAsync();
        (reply.Id, Text(reply)).ShouldBe((press.ReplyId, Phrases.Stopped.English));
        (reply.CausationId, reply.ReplyRoute.Address).ShouldBe((press.Id, "to hello"));
        Model.Answer = (_, _) => Task.FromResult("fine");
        (await talk.SayAsync(Said.Direct("next", second: 5000))).ShouldBe("fine");
        (await CallAsync()).Skip(1).Select(message => message.Text).ShouldBe(["hello", "next"]);
        (await agent.QueryAsync<string>("SELECT status FROM turn ORDER BY status")).ShouldBe(["cancelled", "committed"]);
    }

    [Fact]
    public async Task Stop_ToAnotherReplica_CutsItWithinASecond()
    {
        var agent = await Folder.StartAsync();
        var other = await Folder.StartReplicaAsync(agent);
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("hello"));
        await CallAsync();
        await Folder.Time.TimerStarted(due => due == TimeSpan.FromMilliseconds(500));

        await other.PressAsync(Press.On(await agent.RunningReplyAsync(), ActionKind.Stop));
        Folder.Time.Advance(TimeSpan.FromSeconds(1));

        (await new Talk(Folder, agent).HearAsync()).ShouldBe(Phrases.Stopped.English);
    }

    [Fact]
    public async Task Stop_InAGroupBySomebodyElse_IsRefusedWithASentenceToThePresser()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        var gate = Gate();
        await agent.PutAsync(Said.Group("first", "Ann"));
        await CallAsync();

        await agent.PressAsync(Press.On(await agent.RunningReplyAsync(), ActionKind.Stop, "Bob-id"));

        var refusal = await talk.HearReplyAsync();
        (Text(refusal), string.Join(' ', refusal.Mentions)).ShouldBe((StopCommand.Refused.English, "Bob-id"));
        await talk.UntilAsync("SELECT sent FROM reply", 1);
        gate.SetResult();
        (await talk.HearAsync()).ShouldBe("re: Ann: first");
    }

    [Fact]
    public async Task Stop_InAGroupByAnAdministrator_IsDone()
    {
        Folder.Settings["Agent:Commands:Admins:0"] = "Bob-id";
        var agent = await Folder.StartAsync();
        Model.Answer = Never;
        await agent.PutAsync(Said.Group("first", "Ann"));
        await CallAsync();

        await agent.PressAsync(Press.On(await agent.RunningReplyAsync(), ActionKind.Stop, "Bob-id"));

        (await new Talk(Folder, agent).HearAsync()).ShouldBe(Phrases.Stopped.English);
    }

    // Sessions are per sender, so the turn is in a lane where the presser has none.
    [Fact]
    public async Task Stop_OfAnotherPersonsSession_IsRefusedThere()
    {
        Folder.Settings["Agent:Session:Dimensions:0"] = "chat";
        Folder.Settings["Agent:Session:Dimensions:1"] = "sender";
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        var gate = Gate();
        await agent.PutAsync(Said.Group("first", "Ann"));
        await CallAsync();

        await agent.PressAsync(Press.On(await agent.RunningReplyAsync(), ActionKind.Stop, "Bob-id"));

        (await talk.HearAsync()).ShouldBe(StopCommand.Refused.English);
        await talk.UntilAsync("SELECT sent FROM reply", 1);
        gate.SetResult();
        (await talk.HearAsync()).ShouldBe("re: Ann: first");
    }

    [Fact]
    public async Task Stop_TheTurnHasEnded_ANewerOneGoesOnAndTheSentenceSaysSo()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        await agent.PutAsync(Said.Direct("one"));
        var first = await talk.HearReplyAsync();
        await CallAsync();
        var gate = Gate();
        await agent.PutAsync(Said.Direct("two", second: 1));
        await CallAsync();

        await agent.PressAsync(Press.On(first.Id, ActionKind.Stop));

        (await talk.HearAsync()).ShouldBe(StopCommand.Over.English);
        await talk.UntilAsync("SELECT COUNT(*) FROM reply WHERE sent = 0", 0L);
        gate.SetResult();
        (await talk.HearAsync()).ShouldBe("re: two");
    }

    [Fact]
    public async Task Stop_PressedTwiceAtOnceAndOnceMore_IsSaidOnce()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("hello"));
        await CallAsync();
        var reply = await agent.RunningReplyAsync();

        await Task.WhenAll(
            agent.PressAsync(Press.On(reply, ActionKind.Stop, id: "one")), agent.PressAsync(Press.On(reply, ActionKind.Stop, id: "two")));
        (await talk.HearAsync()).ShouldBe(Phrases.Stopped.English);
        await agent.PressAsync(Press.On(reply, ActionKind.Stop, id: "three"));

        Model.Answer = (_, _) => Task.FromResult("fine");
        (await talk.SayAsync(Said.Direct("next", second: 5000))).ShouldBe("fine");
    }

    [Fact]
    public async Task Stop_Redelivered100Times_IsOnePress()
    {
        var agent = await Folder.StartAsync();
        var talk = new Talk(Folder, agent);
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("hello"));
        await CallAsync();
        var press = Press.On(await agent.RunningReplyAsync(), ActionKind.Stop);

        await agent.PressAgainAsync(press, times: 100);

        Model.Answer = (_, _) => Task.FromResult("fine");
        await agent.PutAsync(Said.Direct("next", second: 5000));

        // The stored reply is sent again under its id, as for a message that comes again; egress drops it.
        DeliverMessage reply;
        while (Text(reply = await talk.HearReplyAsync()) != "fine")
        {
            (reply.Id, Text(reply)).ShouldBe((press.ReplyId, Phrases.Stopped.English));
        }

        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM mailbox WHERE pressed = 1")).ShouldBe([1]);
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM turn")).ShouldBe([2]);
    }

    [Fact]
    public async Task Stop_OfAReplyThatIsNotThePressers_HasNoEffectAndIsLogged()
    {
        var agent = await Folder.StartAsync();
        var gate = Gate();
        await agent.PutAsync(Said.Direct("hello"));
        await CallAsync();
        var reply = await agent.RunningReplyAsync();

        await agent.PressAsync(Press.On(reply, ActionKind.Stop) with { Account = "other" });
        await agent.PressAsync(Press.On(reply, ActionKind.Stop) with { Channel = "other" });
        await agent.PressAsync(Press.On(reply, ActionKind.Stop, "stranger"));
        await agent.PressAsync(Press.On(Guid.NewGuid(), ActionKind.Stop));

        // The same beginning as the reply's, which commands name it by.
        await agent.PressAsync(Press.On(Guid.Parse($"{reply.ToString()[..^1]}{(reply.ToString()[^1] == '0' ? '1' : '0')}"), ActionKind.Stop));
        gate.SetResult();

        (await new Talk(Folder, agent).HearAsync()).ShouldBe("re: hello");
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM mailbox")).ShouldBe([1]);
        agent.Logged(405).Count.ShouldBe(5);
        agent.Logged(405).ShouldContain(line => line.Contains("account other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_Pressed_LeavesTheConversationsRouteAsItWas()
    {
        var agent = await Folder.StartAsync();
        Model.Answer = Never;
        await agent.PutAsync(Said.Direct("hello"));
        await CallAsync();

        await agent.PressAsync(Press.On(await agent.RunningReplyAsync(), ActionKind.Stop));

        await new Talk(Folder, agent).HearAsync();
        (await agent.QueryAsync<long>("SELECT heard_at FROM conversation")).ShouldBe([Said.Noon.ToUnixTimeMilliseconds()]);
        (await agent.QueryAsync<string>("SELECT route FROM conversation")).ShouldHaveSingleItem().ShouldContain("to hello");
    }
}
