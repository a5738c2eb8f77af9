using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.Storage;

namespace PicoClaw.Egress.Outbox;

/// <summary>A reply that is to be sent.</summary>
internal sealed class OutboxRow
{
    public required string DeliveryId { get; init; }

    public required string LaneId { get; init; }

    public required long Sequence { get; init; }

    public required string Status { get; init; }

    public required long Priority { get; init; }

    public required string? Digest { get; init; }

    public required long? RouteUntil { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>Not 0: it was refused together with others, and which of them was meant nobody knows.</summary>
    public required long IsAlone { get; init; }

    /// <summary>Null where it is large: then it lies beside the row, and is read when the reply is packed.</summary>
    public required string? Body { get; init; }

    public required long PartsSent { get; init; }

    public required long Throttles { get; init; }

    public required long Busies { get; init; }

    public required long Unknowns { get; init; }

    /// <summary>The route of the last call; after an unknown outcome the next call takes it too.</summary>
    public required string? Via { get; init; }

    public required string? CallId { get; init; }

    /// <summary>Why it waits, if the last call said so.</summary>
    public required string? Error { get; init; }

    /// <summary>Since the first call for it. Time in which nobody was there to send it does not count against it.</summary>
    public required long TriedForMs { get; init; }

    /// <summary>Until it may be sent; 0 or less: now.</summary>
    public required long DueInMs { get; init; }

    /// <summary>True when replies before it never came.</summary>
    public required bool AfterGap { get; init; }

    /// <summary>Where it stands in its trace; null where nobody traced.</summary>
    public string? Trace { get; init; }

    public OutboxHead ToHead() => new()
    {
        LaneId = LaneId,
        DeliveryId = DeliveryId,
        Status = Status,
        Priority = Priority,
        Digest = Digest,
        RouteUntil = RouteUntil,
        CreatedAt = CreatedAt,
        DueInMs = 0,
    };

    public static DeliverMessage Read(string body) =>
        JsonSerializer.Deserialize(body, EgressJson.Default.DeliverMessage) ?? throw new JsonException("it is empty");
}
