using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>
/// One HTTP call and all that it brings: the batch of the conversation whose turn it was and, where one call reaches several people, those
/// of others.
/// </summary>
internal sealed class Call(Guid id, SendRoute route, CallPermit permit, string month, IReadOnlyList<MessageBatch> batches)
{
    public Guid Id => id;

    public SendRoute Route => route;

    public CallPermit Permit => permit;

    /// <summary>What it counts in.</summary>
    public string Month => month;

    public IReadOnlyList<MessageBatch> Batches => batches;

    public MessageBatch First => batches[0];

    public IReadOnlyList<OutboxRow> Rows { get; } = [.. batches.SelectMany(batch => batch.Rows)];

    public IReadOnlyList<string> RecipientIds => [.. batches.Select(batch => batch.Reply.RecipientId).OfType<string>()];

    public Call With(IReadOnlyList<MessageBatch> more) => new(id, route, permit, month, more);
}
