using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Tests.Turns;

// What tools gave the user in a turn.
public abstract partial class TurnStoreTests
{
    [Fact]
    public async Task CommitAsync_WithFilesAgainAfterACommitWhoseEndWasNotSeen_GivesTheSameReplies()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var lease = await agent.ClaimAsync(Conversation);
        var turn = await StartAsync(agent, lease);
        turn.Calls.ToolsStarted = true;
        var file = new FileContent { Blob = new BlobReference { Id = "b", Size = 1, Sha256 = "s", MediaType = "application/pdf" }, Name = "a.pdf" };

        // Its first commit was made, too.
        (await agent.Turns.AddFileAsync(lease, turn, file, Cancel)).ShouldBeTrue();
        (await agent.Turns.AddFileAsync(lease, turn, file, Cancel)).ShouldBeTrue();
        (await agent.Turns.AddFileAsync(lease, turn, file with { Name = "b.pdf" }, Cancel)).ShouldBeTrue();
        var reply = (await agent.Turns.CommitAsync(lease, turn, TurnOutcome.Answered("hi"), Cancel)).ShouldNotBeNull();

        var again = (await agent.Turns.CommitAsync(lease, turn, TurnOutcome.Answered("hi"), Cancel)).ShouldNotBeNull();

        (await RepliesAsync(agent)).Select(sent => (sent.Sequence, sent.Content)).ShouldBe(
            [(1, new MarkdownContent { Text = "hi" }), (2, file), (3, file with { Name = "b.pdf" })]);
        again.Files.Select(one => (one.Message.Id, one.Message.Sequence)).ShouldBe(reply.Files.Select(one => (one.Message.Id, one.Message.Sequence)));
        (await agent.Turns.AddFileAsync(lease, turn, file, Cancel)).ShouldBeFalse("the turn is over");
    }

    [Fact]
    public async Task AddFileAsync_LeaseWasLost_KeepsNothing()
    {
        var agent = await Folder.OpenAsync();
        await agent.PutAsync(Said.Direct("a"));
        var stale = await agent.ClaimAsync(Conversation);
        var turn = await StartAsync(agent, stale);
        Folder.Time.Advance(agent.Lanes.LeaseTime + TimeSpan.FromSeconds(1));
        await agent.ClaimAsync(Conversation);
        var file = new FileContent { Blob = new BlobReference { Id = "b", Size = 1, Sha256 = "s", MediaType = "application/pdf" }, Name = "a.pdf" };

        await Should.ThrowAsync<LeaseLostException>(() => agent.Turns.AddFileAsync(stale, turn, file, Cancel));

        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM turn_file")).ShouldBe([0]);
    }
}
