using PicoClaw.Contracts;

namespace PicoClaw.Egress.Outbox;

/// <summary>A notification to one recipient, which the outbox treats as a reply that stands in no sequence.</summary>
internal static class Notice
{
    /// <summary>Beside the sequences, which begin with 1.</summary>
    public const long Sequence = 0;

    /// <summary>A message for nobody yet. Its route is empty: the channel itself knows how to write first.</summary>
    public static DeliverMessage Template(SendNotification notification, string account) => new()
    {
        Id = notification.Id,
        Conversation = new Conversation { Channel = notification.Channel, Account = account, Id = "", Kind = ConversationKind.Direct },
        LaneId = Guid.Empty,
        Sequence = Sequence,
        Content = notification.Content,
        ReplyRoute = new ReplyRoute { Address = "" },
        Priority = notification.Priority,
        CausationId = notification.Id,
        CreatedAt = notification.CreatedAt,
    };

    /// <summary>The message of a row. Of a person the conversation's id is the person's: nobody told the other.</summary>
    public static DeliverMessage To(string recipient, string deliveryId, string laneId, DeliverMessage template)
    {
        var (kind, id) = RecipientText.Parse(recipient) is var found && found.Kind == RecipientKind.Group
            ? (ConversationKind.Group, found.Id)
            : (ConversationKind.Direct, found.Id);
        return template with
        {
            Id = Guid.Parse(deliveryId),
            LaneId = Guid.Parse(laneId),
            Conversation = template.Conversation with { Id = id, Kind = kind },
        };
    }
}
