using PicoClaw.Agent.History;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

/// <summary>Asks the last question again; the new answer replaces the old one, if there is one.</summary>
internal sealed class RetryCommand : ICommand
{
    public static readonly Phrase NothingToRetry = new("There is no question to ask again.", "没有可以重新回答的问题。");

    public string Name => "retry";

    public IReadOnlyList<string> ChineseNames => ["重试"];

    public Phrase Summary { get; } = new("asks the last question again", "重新回答上一个问题");

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        Task.FromResult(CommandResult.AskModel(history => LastQuestion(history, context.LaneKey), NothingToRetry.In(context.Language)));

    private static Question? LastQuestion(ConversationHistory history, string laneKey)
    {
        if (history.Entries.LastOrDefault(row => row.Entry.Role == HistoryEntry.User) is not { } last)
        {
            return null;
        }

        // Messages that were answered together are asked together.
        var turn = history.Entries.Where(row => row.TurnId == last.TurnId).ToList();
        var before = history with { Entries = [.. history.Entries.Where(row => row.Position < turn[0].Position)] };
        return new Question(
            before.Told,
            [.. turn.Where(row => row.Entry.Role == HistoryEntry.User).Select(row => row.Entry)],
            session => HistoryStore.RemoveFromAsync(session, laneKey, turn[0].Position));
    }
}
