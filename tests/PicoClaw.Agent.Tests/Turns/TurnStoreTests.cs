using System.Text.Json;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Tests.Turns;

public abstract partial class TurnStoreTests(bool onPostgres) : AgentTests(onPostgres)
{
    private static readonly Conversation Conversation = Said.Direct("any").Conversation;

    [Fact]
    public async Task StartNextAsync_MessagesWait_TakesThemBySentTimeThenPosition()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("c", second: 2), Said.Direct("b1", second: 1), Said.Direct("a", second: 0), Said.Direct("b2", second: 1));

        var turn = await StartAsync(agent, await agent.ClaimAsync(Conversation));

        turn.Attempt.ShouldBe(1);
        turn.Messages.Select(message => message.Text).ShouldBe(["a", "b1", "b2", "c"]);
    }

    [Fact]
    public async Task StartNextAsync_EarlierMessageComesLate_IsAnsweredAfterWhatWasTakenBefore()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("b", second: 1));
        var lease = await agent.ClaimAsync(Conversation);
        var first = await StartAsync(agent, lease);
        await agent.PutAsync(Said.Direct("c", second: 2), Said.Direct("a, sent again", second: 0));
        await CommitAsync(agent, lease, first);

        var second = await StartAsync(agent, lease);

        first.Messages.ShouldHaveSingleItem().Text.ShouldBe("b");
        second.Messages.Select(message => message.Text).ShouldBe(["a, sent again", "c"]);
    }

    [Fact]
    public async Task StartNextAsync_NothingWaits_IsNull()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Conversation);
        await CommitAsync(agent, lease, await StartAsync(agent, lease));

        (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task StartNextAsync_TurnLeftUnfinished_IsStartedAgainWithoutTheMessagesThatCameSince()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Conversation);
        var first = await StartAsync(agent, lease);
        await agent.PutAsync(Said.Direct("earlier but later read", second: -1));

        var second = await StartAsync(agent, lease);

        (second.Id, second.Attempt).ShouldBe((first.Id, 2));
        second.Messages.ShouldHaveSingleItem().Text.ShouldBe("a");
    }

    // The fourth is not counted: there the turn is abandoned.
    [Fact]
    public async Task StartNextAsync_NeverFinished_CountsThreeStarts()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Conversation);

        var attempts = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            attempts.Add((await StartAsync(agent, lease)).Attempt);
        }

        attempts.ShouldBe([1, 2, 3, 4, 4]);
        (await agent.QueryAsync<int>("SELECT attempts FROM turn")).ShouldBe([3]);
    }

    [Fact]
    public async Task StartNextAsync_MoreMessagesThanATurnHolds_TheRestIsTheNextTurn()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync([.. Enumerable.Range(0, 52).Select(i => Said.Direct($"m{i}", second: i))]);
        var lease = await agent.ClaimAsync(Conversation);

        var first = await StartAsync(agent, lease);
        await CommitAsync(agent, lease, first);
        var second = await StartAsync(agent, lease);

        first.Messages.Count.ShouldBe(50);
        second.Messages.Select(message => message.Text).ShouldBe(["m50", "m51"]);
    }

    [Fact]
    public async Task StartNextAsync_AReplyIsUnsent_NoTurnIsStartedBeforeIt()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Conversation);
        await agent.Turns.CommitAsync(lease, await StartAsync(agent, lease), TurnOutcome.Answered("hi"), Cancel);
        await agent.PutAsync(Said.Direct("b", second: 1));

        (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldBeNull();

        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["committed"]);
        await ExecuteAsync(agent, "UPDATE reply SET sent = 1");
        (await StartAsync(agent, lease)).Messages.ShouldHaveSingleItem().Text.ShouldBe("b");
    }

    // Intake does not wait for the turn that starts, and the turn answers what it has read.
    [Fact]
    public async Task StartNextAsync_MessageSentEarlierComesInMeanwhile_WaitsForTheNextTurn()
    {
        const string late = "INSERT INTO mailbox (message_id, lane_key, position, sent_at, body) VALUES ('late', 'sample:main:cidOne', 9, 0, '{}')";
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"), Said.Direct("b"));
        var lease = await agent.ClaimAsync(Conversation);
        await ExecuteAsync(
            agent,
            Folder.Postgres is not null
                ? $"""
                   CREATE FUNCTION come() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {late}; RETURN NEW; END $$;
                   CREATE TRIGGER come AFTER INSERT ON turn FOR EACH ROW EXECUTE FUNCTION come()
                   """
                : $"CREATE TRIGGER come AFTER INSERT ON turn BEGIN {late}; END");

        var turn = await StartAsync(agent, lease);

        turn.Messages.Select(message => message.Text).ShouldBe(["a", "b"]);
        (await agent.QueryAsync<string>("SELECT message_id FROM mailbox WHERE turn_id IS NULL")).ShouldBe(["late"]);
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM mailbox WHERE turn_id IS NOT NULL")).ShouldBe([2]);
    }

    [Fact]
    public async Task StartNextAsync_Turn_TellsWhetherMoreWaits()
    {
        var agent = await Folder.OpenAsync();
        string[] said = ["a", "/status", "b"];
        await agent.PutAsync([.. said.Select((text, second) => Said.Direct(text, second: second))]);
        var lease = await agent.ClaimAsync(Conversation);

        var more = new List<bool>();
        while (await agent.Turns.StartNextAsync(lease, Cancel) is { } turn)
        {
            more.Add(turn.MoreWaits);
            await CommitAsync(agent, lease, turn);
        }

        more.ShouldBe([true, true, false]);
    }

    [Fact]
    public async Task CommitAsync_TurnAfterTurn_SequencesHaveNoGaps()
    {
        var agent = await Folder.OpenAsync();
        LaneLease? lease = null;
        for (var i = 0; i < 4; i++)
        {
            await agent.PutAsync(Said.Direct($"m{i}", second: i), Said.Direct($"m{i}", second: i));
            lease ??= await agent.ClaimAsync(Conversation);
            var turn = await StartAsync(agent, lease);
            await CommitAsync(agent, lease, turn, i == 1 ? TurnOutcome.Failed("sorry", "broken") : TurnOutcome.Answered($"re {i}"));
        }

        var replies = await RepliesAsync(agent);
        replies.Select(reply => reply.Sequence).ShouldBe([1, 2, 3, 4]);
        replies.ShouldAllBe(reply => reply.LaneId == lease!.LaneId);
        replies.Select(reply => reply.Id).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task CommitAsync_Reply_AnswersTheNewestMessage()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Group("old", "Ann", second: 0), Said.Group("new", "Bob", second: 1));
        var lease = await agent.ClaimAsync(Said.Group("new", "Bob").Conversation);
        Folder.Time.Advance(TimeSpan.FromSeconds(5));

        await CommitAsync(agent, lease, await StartAsync(agent, lease), TurnOutcome.Answered("hi"));

        (await RepliesAsync(agent)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            reply => reply.CausationId.ShouldBe(Said.Group("new", "Bob", second: 1).Id),
            reply => reply.Conversation.ShouldBe(Said.Group("new", "Bob").Conversation),
            reply => reply.ReplyRoute.Address.ShouldBe("to new"),
            reply => reply.Content.ShouldBe(new MarkdownContent { Text = "hi" }),
            reply => reply.Priority.ShouldBe(DeliveryPriority.Interactive),
            reply => reply.CreatedAt.ShouldBe(Said.Noon.AddSeconds(5)));
    }

    // The connection broke in the commit, so the store ran the transaction again.
    [Fact]
    public async Task CommitAsync_AgainAfterACommitWhoseEndWasNotSeen_IsCommittedOnce()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Conversation);
        var turn = await StartAsync(agent, lease);
        var reply = (await agent.Turns.CommitAsync(lease, turn, TurnOutcome.Answered("hi"), Cancel)).ShouldNotBeNull();

        var again = (await agent.Turns.CommitAsync(lease, turn, TurnOutcome.Answered("hi"), Cancel)).ShouldNotBeNull();

        (await RepliesAsync(agent)).ShouldHaveSingleItem().Sequence.ShouldBe(1);
        again.Message.ShouldBe(reply.Message with { Mentions = again.Message.Mentions, Actions = again.Message.Actions });
    }

    [Fact]
    public async Task CommitAsync_LeaseTakenOver_WritesNothing()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var stale = await agent.ClaimAsync(Conversation);
        var turn = await StartAsync(agent, stale);
        Folder.Time.Advance(TimeSpan.FromSeconds(31));
        var live = await agent.ClaimAsync(Conversation);

        await Should.ThrowAsync<LeaseLostException>(() => CommitAsync(agent, stale, turn));
        await Should.ThrowAsync<LeaseLostException>(() => agent.Turns.StartNextAsync(stale, Cancel));

        (await agent.QueryAsync<string>("SELECT status || attempts FROM turn")).ShouldBe(["running1"]);
        (await RepliesAsync(agent)).ShouldBeEmpty();
        (await HistoryAsync(agent)).ShouldBeEmpty();
        var again = await StartAsync(agent, live);
        again.Attempt.ShouldBe(2);
        await CommitAsync(agent, live, again);
        (await RepliesAsync(agent)).ShouldHaveSingleItem().Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task CommitAsync_FailedTurn_KeepsItsErrorAndItsReply()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Conversation);

        await CommitAsync(agent, lease, await StartAsync(agent, lease), TurnOutcome.Failed("sorry", "the model said no"));

        (await agent.QueryAsync<string>("SELECT status || ': ' || error FROM turn")).ShouldBe(["failed: the model said no"]);
        (await agent.QueryAsync<long>("SELECT ended_at FROM turn")).ShouldBe([Said.Noon.ToUnixTimeMilliseconds()]);
        (await RepliesAsync(agent)).ShouldHaveSingleItem();
    }

    // Such texts come from models, tools and rows of older versions.
    [Fact]
    public async Task CommitAsync_OutcomeWithNulAndHalfAPair_IsStoredClean()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"), Said.Direct("b", second: 1));
        var lease = await agent.ClaimAsync(Conversation);

        await CommitAsync(agent, lease, await StartAsync(agent, lease), TurnOutcome.Failed("so\0rry", "no\0 \ud83d"));

        (await agent.QueryAsync<string>("SELECT error FROM turn")).ShouldBe(["no \ufffd"]);
        (await RepliesAsync(agent)).ShouldHaveSingleItem().Content.ShouldBe(new MarkdownContent { Text = "sorry" });
        new HistoryEntry(HistoryEntry.User, "x\0y").Text.ShouldBe("xy");
    }

    // The user who said /stop is told that it stopped, not the answer that came a moment later.
    [Fact]
    public async Task CommitAsync_StoppedMeanwhile_OnlyACancelledOutcomeIsWritten()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Conversation);
        var turn = await StartAsync(agent, lease);
        await agent.PutAsync(Said.Direct("/stop", second: 1));

        (await agent.Turns.CommitAsync(lease, turn, TurnOutcome.Answered("hi"), Cancel)).ShouldBeNull();
        (await RepliesAsync(agent)).ShouldBeEmpty();
        (await agent.Turns.CommitAsync(lease, turn, TurnOutcome.Cancelled("stopped"), Cancel)).ShouldNotBeNull();

        (await RepliesAsync(agent)).ShouldHaveSingleItem().CausationId.ShouldBe(Said.Direct("/stop", second: 1).Id);
        (await agent.QueryAsync<string>("SELECT status FROM turn")).ShouldBe(["cancelled"]);
        (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task StartNextAsync_CommandAmongMessages_IsATurnOfItsOwnInItsPlace()
    {
        var agent = await Folder.OpenAsync();
        string[] said = ["a", "b", "/status", "/help", "c"];
        await agent.PutAsync([.. said.Select((text, second) => Said.Direct(text, second: second))]);
        var lease = await agent.ClaimAsync(Conversation);

        var turns = new List<string>();
        while (await agent.Turns.StartNextAsync(lease, Cancel) is { } turn)
        {
            turns.Add(string.Join(' ', turn.Messages.Select(message => message.Text)));
            await CommitAsync(agent, lease, turn);
        }

        turns.ShouldBe(["a b", "/status", "/help", "c"]);
    }

    [Fact]
    public async Task StartNextAsync_Turn_HasTheIdOfItsReplyInItsRow()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Conversation);

        var first = await StartAsync(agent, lease);
        (await agent.QueryAsync<string>("SELECT reply_id FROM turn")).ShouldBe([first.ReplyId.ToString()]);
        var second = await StartAsync(agent, lease);
        await CommitAsync(agent, lease, second);

        second.ReplyId.ShouldBe(first.ReplyId);
        (await RepliesAsync(agent)).ShouldHaveSingleItem().Id.ShouldBe(first.ReplyId);
    }

    // The id is the one that the earlier version would have made.
    [Fact]
    public async Task CommitAsync_TurnThatAnEarlierVersionStarted_HasAReplyIdToo()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Conversation);
        await StartAsync(agent, lease);
        await ExecuteAsync(agent, "UPDATE turn SET reply_id = NULL");

        var turn = await StartAsync(agent, lease);
        await CommitAsync(agent, lease, turn);

        var id = DeterministicId.From("reply", turn.Id.ToString());
        (await RepliesAsync(agent)).ShouldHaveSingleItem().Id.ShouldBe(id);
        (await agent.QueryAsync<string>("SELECT reply_id FROM turn")).ShouldBe([id.ToString()]);
    }

    [Fact]
    public async Task CommitAsync_ContentThatIsMoreThanAText_ReachesTheReplyWhole()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Conversation);
        var content = new MarkdownContent { Text = "hi", Title = "news" };

        await CommitAsync(agent, lease, await StartAsync(agent, lease), TurnOutcome.Answered(content));

        (await RepliesAsync(agent)).ShouldHaveSingleItem().Content.ShouldBe(content);
    }

    private static async Task<Turn> StartAsync(AgentProcess agent, LaneLease lease) =>
        (await agent.Turns.StartNextAsync(lease, Cancel)).ShouldNotBeNull();

    /// <summary>Commits the turn; its reply is with egress.</summary>
    private static async Task CommitAsync(AgentProcess agent, LaneLease lease, Turn turn, TurnOutcome? outcome = null)
    {
        var kept = (outcome ?? TurnOutcome.Answered("hi")) with { History = [new HistoryEntry(HistoryEntry.User, "said")] };
        await agent.Turns.CommitAsync(lease, turn, kept, Cancel);
        await ExecuteAsync(agent, "UPDATE reply SET sent = 1");
    }

    private static async Task<IReadOnlyList<DeliverMessage>> RepliesAsync(AgentProcess agent) =>
    [
        .. (await agent.QueryAsync<string>("SELECT body FROM reply ORDER BY sequence"))
            .Select(body => JsonSerializer.Deserialize(body, AgentJson.Default.DeliverMessage)!),
    ];

    private static Task<IReadOnlyList<string>> HistoryAsync(AgentProcess agent) =>
        agent.QueryAsync<string>("SELECT text FROM history ORDER BY position");
}
