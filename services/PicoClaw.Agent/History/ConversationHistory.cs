namespace PicoClaw.Agent.Conversations;

/// <summary>What is known of a conversation: the chosen model, the summary of what is no longer here, the newest entries, oldest first.</summary>
internal sealed record Memory(string? Model, string? Summary, IReadOnlyList<Remembered> Entries)
{
    public IReadOnlyList<HistoryEntry> Told => [.. Entries.Where(entry => entry.IsTold).Select(entry => entry.Entry)];

    /// <summary>A replayed turn's messages are in the history already.</summary>
    public Memory Without(Guid turnId) => this with { Entries = [.. Entries.Where(entry => entry.TurnId != turnId)] };
}
