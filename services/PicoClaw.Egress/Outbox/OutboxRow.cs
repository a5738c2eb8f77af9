using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.Storage;

namespace PicoClaw.Egress.Outbox;

/// <summary>The next reply of a conversation.</summary>
internal sealed class OutboxRow
{
    public required string DeliveryId { get; init; }

    public required string ThreadId { get; init; }

    public required long Sequence { get; init; }

    public required string Body { get; init; }

    public required long PartsSent { get; init; }

    public required long Throttles { get; init; }

    public required long Unknowns { get; init; }

    /// <summary>The road of the last call; binding after an unknown outcome.</summary>
    public required string? Via { get; init; }

    /// <summary>Since the first call for it. Time in which nobody was there to send it does not count against it.</summary>
    public required long TriedForMs { get; init; }

    /// <summary>Until it may be sent; 0 or less: now.</summary>
    public required long DueInMs { get; init; }

    /// <summary>True when it is due only because the replies before it never came.</summary>
    public required bool AfterGap { get; init; }

    public DeliverMessage Message() => JsonSerializer.Deserialize(Body, EgressJson.Default.DeliverMessage)!;
}
