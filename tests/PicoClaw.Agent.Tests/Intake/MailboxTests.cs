using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Intake;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Intake;

public abstract class MailboxTests(bool onPostgres) : AgentTests(onPostgres)
{
    [Fact]
    public async Task PutAsync_SameMessageAgain_IsKeptOnce()
    {
        var agent = await Folder.OpenAsync();

        await agent.PutAsync(Said.Direct("hello"), Said.Direct("hello"), Said.Direct("other"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => agent.PutAsync(Said.Direct("hello"))));

        (await agent.QueryAsync<string>("SELECT message_id FROM mailbox ORDER BY position"))
            .ShouldBe([Said.Direct("hello").Id.ToString(), Said.Direct("other").Id.ToString()]);
    }

    [Fact]
    public async Task PutAsync_Message_ComesBackAsItWas()
    {
        var agent = await Folder.OpenAsync();
        var message = Said.Group("first\nsecond 钉 😀", "小王") with
        {
            Quote = new() { MessageId = "m0", Text = "before" },
            Mentioned = true,
            Attachments = [new() { Kind = AttachmentKind.Image, Reference = "code" }],
        };
        await agent.PutAsync(message);

        var turn = await agent.Turns.StartNextAsync(await agent.ClaimAsync(message.Conversation), Cancel);

        var kept = turn!.Messages.ShouldHaveSingleItem();
        kept.ShouldBe(message with { Attachments = kept.Attachments, Quote = message.Quote! with { Attachments = kept.Quote!.Attachments } });
        kept.Attachments.ShouldBe(message.Attachments);
    }

    [Fact]
    public async Task PutAsync_OtherAccountOrCaseOfId_IsAnotherConversation()
    {
        var agent = await Folder.OpenAsync();
        var one = Said.Direct("one", "cidA");
        var otherCase = Said.Direct("two", "cida");
        var otherAccount = Said.Direct("three", "cidA");
        otherAccount = otherAccount with { Conversation = otherAccount.Conversation with { Account = "second" } };

        await agent.PutAsync(one, otherCase, otherAccount);

        (await agent.QueryAsync<string>("SELECT lane_key FROM lane"))
            .ShouldBe(["sample:main:cidA", "sample:main:cida", "sample:second:cidA"], ignoreOrder: true);
    }

    [Fact]
    public async Task PutAsync_ManyAtOnce_KeepTheOrderOfTheCallsInEveryConversation()
    {
        var agent = await Folder.OpenAsync();
        var mailbox = agent.Services.GetRequiredService<Mailbox>();
        var messages = Enumerable.Range(0, 300).Select(number => Said.Direct($"m{number:000}", $"cid{number % 3}", second: 1)).ToList();

        await Task.WhenAll(messages.Select(message => mailbox.PutAsync(message, Cancel)));

        for (var lane = 0; lane < 3; lane++)
        {
            (await agent.QueryAsync<string>($"SELECT message_id FROM mailbox WHERE lane_key = 'sample:main:cid{lane}' ORDER BY position"))
                .ShouldBe(messages.Where(message => message.Conversation.Id == $"cid{lane}").Select(message => message.Id.ToString()));
            (await agent.QueryAsync<long>($"SELECT next_position FROM lane WHERE lane_key = 'sample:main:cid{lane}'")).ShouldBe([101]);
        }
    }

    // It does not stop what follows it in the same batch.
    [Fact]
    public async Task PutAsync_StopBetweenTwoMessagesOfABatch_StopsOnlyTheFirst()
    {
        var agent = await Folder.OpenAsync();
        var mailbox = agent.Services.GetRequiredService<Mailbox>();
        MessageReceived[] messages = [Said.Direct("other", "cidTwo"), Said.Direct("before"), Said.Direct("/stop", second: 1), Said.Direct("after", second: 2)];

        await Task.WhenAll(messages.Select(message => mailbox.PutAsync(message, Cancel)));

        (await agent.QueryAsync<string>("SELECT message_id FROM mailbox WHERE lane_key = 'sample:main:cidOne' AND turn_id IS NULL"))
            .ShouldBe([messages[3].Id.ToString()]);
    }

    [Fact]
    public async Task PutAsync_ControlCommand_ActsOnceWithinTheTransactionOfItsMessage()
    {
        var command = new MarkCommand();
        Folder.Replace = services => services.AddSingleton<ICommand>(command);
        var agent = await Folder.OpenAsync();

        await agent.PutAsync(Said.Direct("/mark"), Said.Direct("/mark"), Said.Direct("hello", second: 1));

        command.TakenIn.ShouldBe([("sample:main:cidOne", Said.Direct("/mark").Id)]);
        (await agent.QueryAsync<string?>("SELECT trace FROM mailbox ORDER BY position")).ShouldBe(["marked", null]);
    }

    [Fact]
    public async Task PutAsync_TextsAndIdsThatAStoreRefuses_AreStoredClean()
    {
        var agent = await Folder.OpenAsync();
        var said = Said.Group("a\0b\ud83d", "x\0y") with { Quote = new() { Text = "q\0" } };
        var message = said with { Conversation = said.Conversation with { Id = "cid\0", Title = "t\0" } };

        await agent.PutAsync(message);

        var turn = await agent.Turns.StartNextAsync(await agent.ClaimAsync(message.Conversation), Cancel);
        var kept = turn!.Messages.ShouldHaveSingleItem();
        (kept.Text, kept.Sender.DisplayName, kept.Conversation.Title, kept.Quote!.Text).ShouldBe(("ab\ufffd", "xy", "t", "q"));
        kept.Conversation.Id.ShouldBe("cid\0");
    }

    [Fact]
    public async Task PutAsync_AfterItsTurnIsCommitted_HasTheStoredReplySentAgain()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("hello"), Said.Direct("other", "cidTwo"));
        foreach (var message in (Contracts.MessageReceived[])[Said.Direct("hello"), Said.Direct("other", "cidTwo")])
        {
            var lease = await agent.ClaimAsync(message.Conversation);
            var turn = await agent.Turns.StartNextAsync(lease, Cancel);
            await agent.Turns.CommitAsync(lease, turn!, TurnOutcome.Answered("hi"), Cancel);
        }

        await ExecuteAsync(agent, "UPDATE reply SET sent = 1");

        await agent.PutAsync(Said.Direct("hello"));

        (await agent.QueryAsync<string>("SELECT lane_key FROM reply WHERE sent = 0")).ShouldBe(["sample:main:cidOne"]);
    }
}
