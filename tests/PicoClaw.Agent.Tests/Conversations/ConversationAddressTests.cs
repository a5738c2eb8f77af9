using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Conversations;

/// <summary>The store keeps where a conversation is and the newest way to answer there.</summary>
public abstract class ConversationAddressTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Fact]
    public async Task PutAsync_FirstMessage_TellsItsConversationAndRoute()
    {
        var agent = await Folder.OpenAsync();
        var message = Said.Group("hello", "小王");
        (await FindAsync(agent, message)).ShouldBeNull();

        await agent.PutAsync(message, Said.Direct("other"));

        (await FindAsync(agent, message)).ShouldBe(new ConversationAddress(message.Conversation, message.ReplyRoute));
        (await FindAsync(agent, Said.Direct("other"))).ShouldNotBeNull().Route.Address.ShouldBe("to other");
    }

    [Fact]
    public async Task CommitAsync_Turn_TellsWhatItsNewestMessageTold()
    {
        var agent = await Folder.OpenAsync();
        var renamed = Said.Direct("two", second: 2);
        renamed = renamed with { Conversation = renamed.Conversation with { Title = "new" } };
        await agent.PutAsync(Said.Direct("one"), renamed, Said.Direct("sent again late", second: 1));

        await AnswerAsync(agent);

        (await FindAsync(agent, renamed)).ShouldBe(new ConversationAddress(renamed.Conversation, renamed.ReplyRoute));
    }

    [Fact]
    public async Task CommitAsync_TurnWithOlderMessages_LeavesTheNewerRoute()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("new", second: 9));
        await AnswerAsync(agent);

        await agent.PutAsync(Said.Direct("old", second: 1));
        await AnswerAsync(agent);

        (await FindAsync(agent, Said.Direct("old"))).ShouldNotBeNull().Route.Address.ShouldBe("to new");
    }

    [Fact]
    public async Task CommitAsync_RowOfAnEarlierVersion_GetsAnAddressAndKeepsItsNumbers()
    {
        var agent = await Folder.OpenAsync();
        await ExecuteAsync(agent, "INSERT INTO conversation (lane_key, last_sequence, last_history) VALUES ('sample:main:cidOne', 7, 3)");
        (await FindAsync(agent, Said.Direct("hello"))).ShouldBeNull();

        await agent.PutAsync(Said.Direct("hello"));
        await AnswerAsync(agent);

        (await FindAsync(agent, Said.Direct("hello"))).ShouldNotBeNull().Route.Address.ShouldBe("to hello");
        (await agent.QueryAsync<long>("SELECT last_sequence FROM conversation")).ShouldBe([8]);
    }

    [Fact]
    public async Task Retention_EverythingElseIsGone_TheAddressStaysUntilTheConversationIsForgotten()
    {
        Folder.Settings["Agent:Retention:ConversationDays"] = "2000";
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("hello"));
        var talk = new Talk(Folder, agent);
        await talk.HearAsync();

        // A lane that has work is not forgotten; it has until the reply is noted as sent.
        await talk.UntilAsync("SELECT COUNT(*) FROM lane WHERE has_work = 1 OR owner IS NOT NULL", 0L);
        await agent.StopAsync();
        Folder.Time.Slept = TimeSpan.FromDays(1000);

        await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel);

        (await agent.QueryAsync<long>("SELECT (SELECT COUNT(*) FROM mailbox) + (SELECT COUNT(*) FROM turn) + (SELECT COUNT(*) FROM history)"))
            .ShouldBe([0]);
        (await FindAsync(agent, Said.Direct("hello"))).ShouldNotBeNull();

        Folder.Time.Slept = TimeSpan.FromDays(2001);
        await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel);
        (await FindAsync(agent, Said.Direct("hello"))).ShouldBeNull();
    }

    private static Task<ConversationAddress?> FindAsync(AgentProcess agent, MessageReceived message) =>
        agent.Services.GetRequiredService<ConversationStore>().FindAddressAsync(ConversationKey.Of(message.Conversation), Cancel);

    /// <summary>Answers what waits in the conversation cidOne.</summary>
    private static async Task AnswerAsync(AgentProcess agent)
    {
        var lease = await agent.ClaimAsync(Said.Direct("any").Conversation);
        var turn = (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldNotBeNull();
        await agent.Turns.CommitAsync(lease, turn, TurnOutcome.Answered("hi"), Cancel);
        await ExecuteAsync(agent, "UPDATE reply SET sent = 1");
        await agent.Lanes.HandBackAsync(lease, Cancel);
    }
}
