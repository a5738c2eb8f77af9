namespace PicoClaw.Egress.Attachments;

/// <summary>A request that waits for its answer.</summary>
internal sealed class AddressRequest
{
    public required string Id { get; init; }

    public required string Account { get; init; }

    public required string Reference { get; init; }

    public required long AgeMs { get; init; }
}
