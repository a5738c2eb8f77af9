namespace PicoClaw.Agent.History;

/// <summary>
/// The past of a conversation: the chosen model, the summary of what is no longer here, the newest entries, oldest first.
/// </summary>
internal sealed record ConversationHistory(string? Model, string? Summary, IReadOnlyList<HistoryRow> Entries)
{
    public IReadOnlyList<HistoryEntry> Told => [.. Entries.Where(row => row.IsTold).Select(row => row.Entry)];

    /// <summary>For a replayed turn, whose messages are in the history already.</summary>
    public ConversationHistory Without(Guid turnId) =>
        Entries.Any(row => row.TurnId == turnId) ? this with { Entries = [.. Entries.Where(row => row.TurnId != turnId)] } : this;

    /// <summary>As it is after a turn.</summary>
    public ConversationHistory With(Guid turnId, bool isTold, IReadOnlyList<HistoryEntry> said)
    {
        var last = Entries.Count == 0 ? 0 : Entries[^1].Position;
        return this with { Entries = [.. Entries, .. said.Select((entry, index) => new HistoryRow(last + 1 + index, turnId, isTold, entry))] };
    }
}
