using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using Harness.Processes;
using EndToEnd.Tests.Traffic;
using Harness.Emulators;

namespace EndToEnd.Tests;

/// <summary>`picoclaw gateway`: all services in one process, nothing else installed.</summary>
public sealed class EmbeddedTests
{
    internal const string UnknownOutcome = "[401]";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task TwoAccounts_200MessagesOf20Conversations_EachIsAnsweredOnceInOrderByItsAccount()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        await using var gateway = Gateway.Start(home);
        using var client = new EmulatorClient(emulator.Address);
        var conversations = new Conversations(client, TwoAccounts.ClientIds, perApp: 10, messages: 10);

        await conversations.TalkAsync(Cancel);
        var replies = await conversations.HearAsync(Cancel);

        conversations.ShouldBeAnsweredOnceInOrder(replies);
    }

    [Fact(Timeout = 300_000)]
    public async Task KilledTwiceInTheMiddle_NothingIsLostAndDoublesAreOnlyUnknownOutcomes()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        using var client = new EmulatorClient(emulator.Address);

        // Both kills come long before the last message, however late the test notices an ack.
        var conversations = new Conversations(client, TwoAccounts.ClientIds, perApp: 10, messages: 10) { Pause = TimeSpan.FromMilliseconds(200) };
        var talk = conversations.TalkAsync(Cancel);
        var runs = new List<ServiceProcess>();
        try
        {
            foreach (var ackedBeforeTheKill in new[] { 40, 120 })
            {
                runs.Add(Gateway.Start(home));
                await conversations.AckedAsync(ackedBeforeTheKill, talk, Cancel);

                await runs[^1].KillAsync();
            }

            talk.IsCompleted.ShouldBeFalse();
            runs.Add(Gateway.Start(home));
            await talk;
            var replies = await conversations.HearAsync(Cancel);

            var distinct = Conversations.WithoutRepeats(replies);
            conversations.ShouldBeAnsweredOnceInOrder(distinct);
            var unknown = runs.Sum(run => run.Count(UnknownOutcome));
            (replies.Count - distinct.Count).ShouldBeLessThanOrEqualTo(unknown);
        }
        finally
        {
            foreach (var run in runs)
            {
                await run.DisposeAsync();
            }
        }
    }

    [Fact(Timeout = 180_000)]
    public async Task Rules_GroupTriggerAndAllowList_KeepTheBotSilent()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        var config = TwoAccounts.Config(emulator);
        var acme = config["channel_list"]!["dingacme"]!.AsObject();
        acme["group_trigger"] = new JsonObject { ["mention_only"] = true };
        acme["allow_from"] = new JsonArray("friend");
        home.Write(config);
        await using var gateway = Gateway.Start(home);
        using var client = new EmulatorClient(emulator.Address);

        var unmentioned = await Say("one", mention: false, sender: "friend", expected: 0);
        var stranger = await Say("two", mention: true, sender: "stranger", expected: 0);
        var friend = await Say("three", mention: true, sender: "friend", expected: 1);

        // Answers keep their order, so the third answer shows that the first two messages get none.
        (unmentioned.Acked, stranger.Acked, friend.Acked).ShouldBe((true, true, true));
        var reply = (await client.RepliesAsync(Cancel)).ShouldHaveSingleItem();
        reply.Text.ShouldContain("three");
        reply.Text.ShouldNotContain("one");
        reply.Text.ShouldNotContain("two");
        reply.Title.ShouldNotBeNullOrEmpty();

        Task<Said> Say(string text, bool mention, string sender, int expected) => client.SayAsync(
            new { app = "dingacme", text, conversationType = "2", mention, senderStaffId = sender, replies = expected, waitSeconds = 120 }, Cancel);
    }

    [Fact(Timeout = 180_000)]
    public async Task Model_SecondMessage_IsAnsweredWithKnowledgeOfTheFirst()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.WithModel(TwoAccounts.Config(emulator), emulator));
        await using var gateway = Gateway.Start(home);
        using var client = new EmulatorClient(emulator.Address);

        await client.SayAsync(new { text = "my cat is called Momo", waitSeconds = 120 }, Cancel);
        var second = await client.SayAsync(new { text = "what is my cat called?", waitSeconds = 120 }, Cancel);

        second.Replies.ShouldHaveSingleItem().Text.ShouldContain("Earlier you said: my cat is called Momo");
    }
}
