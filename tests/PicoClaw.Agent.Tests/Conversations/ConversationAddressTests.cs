using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Conversations;

/// <summary>The store keeps where a conversation is and the newest way to answer there.</summary>
public abstract class ConversationAddressTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Fact]
    public async Task FindAsync_MessageWasTakenIn_IsItsConversationAndRoute()
    {
        var agent = await Folder.OpenAsync();
        var message = Said.Group("hello", "小王");

        await agent.PutAsync(message);

        (await FindAsync(agent, message)).ShouldBe(new ConversationAddress(message.Conversation, message.ReplyRoute));
    }

    [Fact]
    public async Task FindAsync_SeveralMessages_IsWhatTheNewestTold()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("one", second: 1), Said.Direct("three", second: 3));

        // One is late and the other a duplicate.
        await agent.PutAsync(Said.Direct("two", second: 2), Said.Direct("one", second: 1));
        (await FindAsync(agent, Said.Direct("one"))).ShouldNotBeNull().Route.Address.ShouldBe("to three");

        var renamed = Said.Direct("four", second: 4);
        await agent.PutAsync(renamed with { Conversation = renamed.Conversation with { Title = "new" } });
        (await FindAsync(agent, renamed)).ShouldNotBeNull().Conversation.Title.ShouldBe("new");
    }

    [Fact]
    public async Task PutAsync_ABatchOfSeveralLanes_EachHasTheRouteOfItsNewest()
    {
        var agent = await Folder.OpenAsync();
        MessageReceived[] messages =
        [
            Said.Direct("late", second: 9),
            Said.Direct("other", "cidTwo"),
            Said.Direct("early", second: 1),
            Said.Direct("other 2", "cidTwo", second: 2),
        ];

        await Task.WhenAll(messages.Select(message => agent.PutAsync(message)));

        (await FindAsync(agent, messages[0])).ShouldNotBeNull().Route.Address.ShouldBe("to late");
        (await FindAsync(agent, messages[1])).ShouldNotBeNull().Route.Address.ShouldBe("to other 2");
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM mailbox")).ShouldBe([4]);
    }

    [Fact]
    public async Task FindAsync_NothingIsKnown_IsNull()
    {
        var agent = await Folder.OpenAsync();
        (await FindAsync(agent, Said.Direct("hello"))).ShouldBeNull();

        // A row of a version without addresses.
        await ExecuteAsync(agent, "INSERT INTO conversation (lane_key, last_sequence, last_history) VALUES ('sample:main:cidOne', 7, 3)");
        (await FindAsync(agent, Said.Direct("hello"))).ShouldBeNull();

        await agent.PutAsync(Said.Direct("hello"));
        (await FindAsync(agent, Said.Direct("hello"))).ShouldNotBeNull();
        (await agent.QueryAsync<long>("SELECT last_sequence FROM conversation")).ShouldBe([7]);
    }

    [Fact]
    public async Task Retention_EverythingElseIsGone_TheAddressStays()
    {
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("hello"));
        await new Talk(Folder, agent).HearAsync();
        await agent.StopAsync();
        await ExecuteAsync(agent, "UPDATE reply SET sent = 1");
        Folder.Time.Advance(TimeSpan.FromDays(1000));

        await agent.Services.GetRequiredService<Retention>().SweepAsync(Cancel);

        (await agent.QueryAsync<long>("SELECT (SELECT COUNT(*) FROM mailbox) + (SELECT COUNT(*) FROM turn) + (SELECT COUNT(*) FROM history)"))
            .ShouldBe([0]);
        (await FindAsync(agent, Said.Direct("hello"))).ShouldNotBeNull();
    }

    private static Task<ConversationAddress?> FindAsync(AgentProcess agent, MessageReceived message) =>
        agent.Services.GetRequiredService<ConversationAddresses>().FindAsync(ConversationKey.Of(message.Conversation), Cancel);
}
