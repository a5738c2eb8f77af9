using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

/// <summary>Asks the last question again; the new answer takes the place of the old one, unless there is none.</summary>
internal sealed class RetryCommand : ICommand
{
    public string Name => "retry";

    public IReadOnlyList<string> ChineseNames => ["重试"];

    public Phrase Summary => Phrases.RetrySummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        Task.FromResult(CommandResult.AskModel(memory => Again(memory, context.LaneKey), Phrases.NothingToRetry.In(context.Language)));

    private static Question? Again(Memory memory, string laneKey)
    {
        if (memory.Entries.LastOrDefault(entry => entry.Entry.Role == HistoryEntry.User) is not { } last)
        {
            return null;
        }

        // People who spoke together were answered together.
        var first = memory.Entries.First(entry => entry.TurnId == last.TurnId);
        IReadOnlyList<HistoryEntry> said =
            [.. memory.Entries.Where(entry => entry.TurnId == last.TurnId && entry.Entry.Role == HistoryEntry.User).Select(entry => entry.Entry)];
        var before = memory with { Entries = [.. memory.Entries.Where(entry => entry.Position < first.Position)] };
        return new Question(before.Told, said, session => HistoryStore.RemoveFromAsync(session, laneKey, first.Position));
    }
}
