using PicoClaw.Hosting.Cleaning;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Conversations;

/// <summary>How a turn ended and what the user is told.</summary>
internal sealed record TurnOutcome(string Status, string Reply)
{
    private const int LongestError = 2000;

    public string Reply { get; } = CleanText.Of(Reply);

    /// <summary>Why it failed.</summary>
    public string? Error { get; private init; }

    /// <summary>What the conversation remembers of it.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>False keeps <see cref="History"/> from the model.</summary>
    public bool IsTold { get; init; } = true;

    /// <summary>What else changes, in the transaction that ends the turn, before the history is written.</summary>
    public Func<StoreSession, Task>? Effect { get; init; }

    public static TurnOutcome Answered(string reply) => new(TurnStatus.Committed, reply);

    public static TurnOutcome Failed(string reply, string error) => new(TurnStatus.Failed, reply) { Error = CleanText.Cut(CleanText.Of(error), LongestError) };

    /// <summary>For a store that refused the content: the turn ends all the same, with nothing in it that others wrote.</summary>
    public TurnOutcome WithoutContent(string reply, string error) => Status == TurnStatus.Cancelled ? Cancelled(Reply) : Failed(reply, error);

    public static TurnOutcome Cancelled(string reply) => new(TurnStatus.Cancelled, reply);
}
