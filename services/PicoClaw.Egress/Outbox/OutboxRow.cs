using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.Storage;

namespace PicoClaw.Egress.Outbox;

/// <summary>A reply to send.</summary>
internal sealed class OutboxRow
{
    public required string DeliveryId { get; init; }

    public required string LaneId { get; init; }

    public required long Sequence { get; init; }

    public required string Status { get; init; }

    public required long Priority { get; init; }

    public required string? Digest { get; init; }

    public required long? RouteUntil { get; init; }

    /// <summary>Not 0: it was refused in one call with others; it must be sent alone.</summary>
    public required long IsAlone { get; init; }

    /// <summary>Null for a large reply, whose body is stored beside the row and read when the reply is packed.</summary>
    public required string? Body { get; init; }

    public required long PartsSent { get; init; }

    public required long Throttles { get; init; }

    public required long Busies { get; init; }

    public required long Unknowns { get; init; }

    /// <summary>The route of the last call; after an unknown outcome the next call takes it too.</summary>
    public required string? Via { get; init; }

    public required string? CallId { get; init; }

    /// <summary>Why it waits, if its last call gave a reason.</summary>
    public required string? Error { get; init; }

    /// <summary>Since its first call. Time before that, when no process could send it, does not count against it.</summary>
    public required long TriedForMs { get; init; }

    /// <summary>Until it may be sent; 0 or less: now.</summary>
    public required long DueInMs { get; init; }

    /// <summary>True when replies before it never came.</summary>
    public required bool AfterGap { get; init; }

    /// <summary>True when no open reply of its conversation follows it.</summary>
    public bool IsLast { get; init; }

    /// <summary>Not 0: a dead letter that was put back with another text.</summary>
    public long Replays { get; init; }

    /// <summary>Whom it goes to, as <see cref="RecipientText"/>, where it is a notification's; then the body is that of all its recipients.</summary>
    public string? Recipient { get; init; }

    /// <summary>True when it must not be sent any more.</summary>
    public bool IsExpired { get; init; }

    /// <summary>The reply that it only announces: see <see cref="DeliverMessage.Announces"/>.</summary>
    public string? Announces { get; init; }

    /// <summary>Since it arrived.</summary>
    public long AgeMs { get; init; }

    /// <summary>Its place in a trace; null when it arrived without one.</summary>
    public string? Trace { get; init; }

    public OutboxHead ToHead() => new()
    {
        LaneId = LaneId,
        DeliveryId = DeliveryId,
        Status = Status,
        Priority = Priority,
        Digest = Digest,
        RouteUntil = RouteUntil,
        DueInMs = 0,
        IsNotice = Sequence == Notice.Sequence,
    };

    /// <param name="body">Its own, which is not always at hand.</param>
    public DeliverMessage Read(string body) => Read(body, DeliveryId, LaneId, Recipient);

    public static DeliverMessage Read(string body, string deliveryId, string laneId, string? recipient)
    {
        var message = JsonSerializer.Deserialize(body, EgressJson.Default.DeliverMessage) ?? throw new JsonException("it is empty");
        return recipient is null ? message : Notice.To(recipient, deliveryId, laneId, message);
    }
}
