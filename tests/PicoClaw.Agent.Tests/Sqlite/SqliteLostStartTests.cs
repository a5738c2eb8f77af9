using Microsoft.Data.Sqlite;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Tests.Turns;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Sqlite;

public sealed class SqliteLostStartTests() : LostStartTests(onPostgres: false)
{
    [Fact(Timeout = 180_000)]
    public async Task Store_IsAwayBeyondTheLeaseWhenTheAnswerComes_TheAnswerIsCommittedWhenItIsBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var folder = new AgentFolder();
        var agent = await folder.StartAsync();
        await using var other = new SqliteConnection($"Data Source={Path.Combine(folder.Path, AgentService.Name + ".db")};Pooling=False;Default Timeout=1");
        await other.OpenAsync(cancel);
        SqliteTransaction? blocking = null;
        folder.Model.Answer = (_, _) =>
        {
            blocking = other.BeginTransaction(deferred: false);
            return Task.FromResult("the only answer");
        };
        await agent.PutAsync(Said.Direct("hello"));
        while (agent.Store.Fault is null)
        {
            await Task.Delay(10, cancel);
        }

        folder.Time.Advance(agent.Lanes.LeaseTime);
        await Task.Delay(100, cancel);
        await blocking!.RollbackAsync(cancel);

        var reply = await folder.MeanwhileAsync(folder.Sender.Tried.ReadAsync(cancel).AsTask());
        reply.Content.ShouldBe(new MarkdownContent { Text = "the only answer" });
        folder.Model.Calls.TryRead(out _).ShouldBeTrue();
        folder.Model.Calls.TryRead(out _).ShouldBeFalse();
        (await agent.QueryAsync<string>("SELECT status || attempts FROM turn")).ShouldBe(["committed1"]);
    }
}
