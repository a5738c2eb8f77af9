namespace PicoClaw.Egress.Reactions;

/// <summary>A reaction in the store that people may see.</summary>
internal sealed class ReactionRow
{
    public required string ReplyId { get; init; }

    public required string Account { get; init; }

    public required string Place { get; init; }

    public required long BackTries { get; init; }

    public required long AgeMs { get; init; }

    /// <summary>Not 0: its reply has been sent, or given up.</summary>
    public required long HasEnded { get; init; }

    public bool IsDue => HasEnded != 0 || AgeMs >= Reaction.Life.TotalMilliseconds;

    public Reaction Read() => new(Guid.Parse(ReplyId), Account, Place, BackTries);
}
