namespace DingTalk.Emulator.Models;

// One request to the scripted model.
internal sealed record ModelCall
{
    public long Sequence { get; init; }

    public required string Model { get; init; }

    public bool Stream { get; init; }

    public required IReadOnlyList<ModelMessage> Messages { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    // Null while the call runs.
    public DateTimeOffset? EndedAt { get; init; }

    public int? Status { get; init; }
}
