using PicoClaw.Agent.History;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Prompts;

/// <summary>What the model is asked.</summary>
/// <param name="History">What was said before.</param>
/// <param name="Said">What is to be answered.</param>
/// <param name="Effect">What the answer does to the history, which then holds the question already; null: the question is a new one.</param>
internal sealed record Question(IReadOnlyList<HistoryEntry> History, IReadOnlyList<HistoryEntry> Said, Func<StoreSession, Task>? Effect = null);
