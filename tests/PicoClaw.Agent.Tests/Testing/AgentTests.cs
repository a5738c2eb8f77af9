using Microsoft.Extensions.AI;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Tests of the running agent: its folder, its model and what it says. No wait is longer than two minutes, which only a defect takes.</summary>
public abstract class AgentTests : IAsyncDisposable
{
    protected static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private protected AgentTests(bool onPostgres = false) => Folder = new AgentFolder(onPostgres);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected AgentFolder Folder { get; }

    private protected ScriptedModel Model => Folder.Model;

    public async ValueTask DisposeAsync()
    {
        await DisposeTestAsync();
        await Folder.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual ValueTask DisposeTestAsync() => ValueTask.CompletedTask;

    /// <summary>The next reply that was tried to be sent, refused or not.</summary>
    protected async Task<DeliverMessage> ReplyAsync() => await Folder.Sender.Tried.ReadAsync(Cancel).AsTask().WaitAsync(Limit, Cancel);

    protected static string Text(DeliverMessage reply) => reply.Content.ShouldBeOfType<MarkdownContent>().Text;

    /// <summary>The messages of the next call of the model.</summary>
    protected async Task<IReadOnlyList<ChatMessage>> CallAsync() => await Model.Calls.ReadAsync(Cancel).AsTask().WaitAsync(Limit, Cancel);

    protected static async Task<string> Never(IReadOnlyList<ChatMessage> told, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }

    /// <summary>Holds the model's answers back until the gate is opened.</summary>
    private protected TaskCompletionSource Gate()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Model.Answer = async (told, cancel) =>
        {
            await gate.Task.WaitAsync(cancel);
            return "re: " + told[^1].Text;
        };
        return gate;
    }

    private protected static Task ExecuteAsync(AgentProcess agent, string sql, object? parameters = null) =>
        agent.Store.WriteAsync(session => session.ExecuteAsync(sql, parameters), Cancel);
}
