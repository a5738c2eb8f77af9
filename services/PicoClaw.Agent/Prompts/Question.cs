using PicoClaw.Agent.History;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Prompts;

/// <summary>What the model is asked.</summary>
/// <param name="History">The entries before.</param>
/// <param name="Said">The messages to answer.</param>
/// <param name="Effect">What the answer changes in a history that holds the question already; null: the question is new.</param>
internal sealed record Question(IReadOnlyList<HistoryEntry> History, IReadOnlyList<HistoryEntry> Said, Func<StoreSession, Task>? Effect = null)
{
    /// <summary>True when there are no words: the model is asked only if it can be shown something.</summary>
    public bool NeedsContent { get; init; }

    /// <summary>What the user is told before the answer; null: nothing.</summary>
    public string? Notice { get; init; }
}
