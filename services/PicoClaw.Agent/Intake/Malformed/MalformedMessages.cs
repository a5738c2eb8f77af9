using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Storage;
using PicoClaw.Storage.Malformed;

namespace PicoClaw.Agent.Intake.Malformed;

/// <summary>The messages and presses that the agent could not take; the senders of messages are told where that is possible.</summary>
internal sealed class MalformedMessages([FromKeyedServices(AgentService.Name)] IStore store, Apology apology) : IMalformedStore
{
    private readonly MalformedTable _table = new(store);

    public IReadOnlyList<string> Intakes { get; } = [Hosting.Messaging.Intakes.Agent, Hosting.Messaging.Intakes.Actions];

    public async Task PutAsync(MalformedMessage message, CancellationToken cancellationToken)
    {
        if (await _table.PutAsync(Row(message), cancellationToken) && message.Intake == Hosting.Messaging.Intakes.Agent)
        {
            await apology.TellAsync(message.Body, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<MalformedMessage>> ListAsync(int limit, CancellationToken cancellationToken) =>
        [.. (await _table.ListAsync(limit, cancellationToken)).Select(Message)];

    public async Task<MalformedMessage?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(id, cancellationToken) is { } row ? Message(row) : null;

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => _table.DeleteAsync(id, cancellationToken);

    private static MalformedRow Row(MalformedMessage message) => new()
    {
        Id = message.Id,
        Intake = message.Intake,
        Conversation = message.Conversation,
        Reason = message.Reason,
        Body = message.Body,
        Size = message.Size,
    };

    private static MalformedMessage Message(MalformedRow row) => new(row.Id, row.Intake, row.Conversation, row.Reason, row.Body, row.Size)
    {
        Arrivals = row.Arrivals,
        LastAt = DateTimeOffset.FromUnixTimeMilliseconds(row.LastAt),
    };
}
