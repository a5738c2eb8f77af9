using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Storage;
using PicoClaw.Storage.Malformed;

namespace PicoClaw.Egress.DeadLetters;

/// <summary>The replies that the outbox could not take.</summary>
internal sealed class MalformedReplies([FromKeyedServices(EgressService.Name)] IStore store) : IMalformedStore
{
    private readonly MalformedTable _table = new(store);

    public IReadOnlyList<string> Intakes { get; } = [Hosting.Messaging.Intakes.Egress];

    public Task PutAsync(MalformedMessage message, CancellationToken cancellationToken) => _table.PutAsync(
        new MalformedRow
        {
            Id = message.Id,
            Intake = message.Intake,
            Conversation = message.Conversation,
            Reason = message.Reason,
            Body = message.Body,
            Size = message.Size,
        },
        cancellationToken);

    public async Task<IReadOnlyList<MalformedMessage>> ListAsync(int limit, CancellationToken cancellationToken) =>
        [.. (await _table.ListAsync(limit, cancellationToken)).Select(Message)];

    public async Task<MalformedMessage?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(id, cancellationToken) is { } row ? Message(row) : null;

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => _table.DeleteAsync(id, cancellationToken);

    private static MalformedMessage Message(MalformedRow row) => new(row.Id, row.Intake, row.Conversation, row.Reason, row.Body, row.Size)
    {
        Arrivals = row.Arrivals,
        LastAt = DateTimeOffset.FromUnixTimeMilliseconds(row.LastAt),
    };
}
