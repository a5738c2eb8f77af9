using System.Text.Json;
using PicoClaw.Agent.Storage;

namespace PicoClaw.Agent.History;

// A row of the table history, as Dapper fills it.
internal sealed class StoredEntry
{
    public long Position { get; init; }

    public required string TurnId { get; init; }

    public long Told { get; init; }

    public required string Role { get; init; }

    public required string Text { get; init; }

    public string? Parts { get; init; }

    public long? Tokens { get; init; }

    public string? CountedFor { get; init; }

    /// <summary>The column parts; null when the column text says all, as in rows that are older than the column.</summary>
    public static string? PartsOf(HistoryEntry entry) =>
        entry.Parts is [TextPart] ? null : JsonSerializer.Serialize(entry.Parts, HistoryJson.Default.IReadOnlyListHistoryPart);

    public HistoryRow Read() => new(Position, Guid.Parse(TurnId), Told == 1, new HistoryEntry(Role, ReadParts())
    {
        Tokens = Tokens is { } count && CountedFor is not null ? new TokenCount(CountedFor, count) : null,
    });

    // Parts of a kind that this version does not know leave it the text.
    private IReadOnlyList<HistoryPart> ReadParts() =>
        Parts is not null && StoredBody.TryRead(Parts, HistoryJson.Default.IReadOnlyListHistoryPart, out var parts, out _)
            ? parts
            : [new TextPart(Text)];
}
