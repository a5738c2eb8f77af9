using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Sending;

/// <summary>One HTTP call and all that it brings: the batch of the conversation whose turn it was and, where one call reaches several people, those of others.</summary>
internal sealed record Call(Guid Id, SendRoute Route, CallPermit Permit, string Month, IReadOnlyList<MessageBatch> Batches)
{
    public MessageBatch First => Batches[0];

    public IReadOnlyList<OutboxRow> Rows { get; } = [.. Batches.SelectMany(batch => batch.Rows)];

    public IReadOnlyList<string> RecipientIds => [.. Batches.Select(batch => batch.Reply.RecipientId).OfType<string>()];
}
