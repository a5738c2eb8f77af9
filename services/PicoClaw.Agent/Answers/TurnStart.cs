using PicoClaw.Agent.History;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Answers;

/// <summary>One start of a turn: who holds its lane, and the language in which the bot itself speaks.</summary>
/// <param name="Hold">The lane.</param>
/// <param name="Turn">The turn.</param>
/// <param name="Language">In which the bot itself speaks.</param>
/// <param name="Taken">Its messages without commands and what the platform withheld; with what they quote, where that is known here.</param>
internal sealed record TurnStart(LaneHold Hold, Turn Turn, Language Language, IReadOnlyList<TurnMessage> Taken)
{
    public string LaneKey => Hold.Lease.Key;

    /// <summary>Where its reply is shown in the making; null: nobody looks.</summary>
    public IReplyDraft? Draft { get; init; }

    /// <summary>Its messages.</summary>
    public IReadOnlyList<MessageReceived> Heard { get; } = [.. Taken.Select(taken => taken.Message)];

    /// <summary>What the user or a schedule said.</summary>
    public IReadOnlyList<HistoryEntry> Said { get; } = [.. Taken.Select(Of)];

    private static HistoryEntry Of(TurnMessage taken) =>
        taken.Schedule is { } run ? Transcript.Of(run, taken.Message.Text) : Transcript.Of(taken.Message);
}
