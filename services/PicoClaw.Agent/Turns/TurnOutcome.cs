using PicoClaw.Agent.History;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Turns;

/// <summary>How a turn ended and what the user is told.</summary>
internal sealed record TurnOutcome(string Status, OutboundContent Reply)
{
    private const int MaxErrorLength = 2000;

    /// <summary>Why it failed.</summary>
    public string? Error { get; private init; }

    /// <summary>True when a model wrote the reply.</summary>
    public bool IsModelAnswer { get; init; }

    /// <summary>What people may press on the reply.</summary>
    public IReadOnlyList<MessageAction> Actions { get; init; } = [];

    /// <summary>What the conversation's history keeps of it.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>False keeps <see cref="History"/> from the model.</summary>
    public bool IsTold { get; init; } = true;

    /// <summary>The history that it follows on, without the turn; null: not read.</summary>
    public ConversationHistory? Past { get; init; }

    /// <summary>What else changes, in the transaction that ends the turn, before the history is written.</summary>
    public Func<StoreSession, Task>? Effect { get; init; }

    /// <summary>The history with the turn in it, as far as it is known here; null: it has to be read.</summary>
    public ConversationHistory? HistoryAfter(Guid turnId) => Effect is null ? Past?.With(turnId, IsTold, History) : null;

    public static TurnOutcome Answered(OutboundContent reply) => new(TurnStatus.Committed, reply);

    public static TurnOutcome Answered(string reply) => Answered(Markdown(reply));

    public static TurnOutcome Failed(string reply, string error) =>
        new(TurnStatus.Failed, Markdown(reply)) { Error = CleanText.Cut(CleanText.Of(error), MaxErrorLength) };

    public static TurnOutcome Cancelled(string reply) => new(TurnStatus.Cancelled, Markdown(reply));

    /// <summary>For a store that refused the content: the turn still ends, without any text that others wrote.</summary>
    public TurnOutcome WithoutContent(string reply, string error) => Status == TurnStatus.Cancelled ? Cancelled(reply) : Failed(reply, error);

    private static MarkdownContent Markdown(string text) => new() { Text = text };
}
