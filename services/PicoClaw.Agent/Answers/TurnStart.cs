using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Answers;

/// <summary>One start of a turn: who holds its lane, and the language in which the bot itself speaks.</summary>
internal sealed record TurnStart(LaneHold Hold, Turn Turn, Language Language)
{
    public string LaneKey => Hold.Lease.Key;

    /// <summary>What the user said, without commands and what the platform withheld.</summary>
    public IReadOnlyList<HistoryEntry> Said { get; } =
        [.. Turn.Taken.Where(taken => taken.Command is null && !taken.Message.IsWithheld()).Select(Heard)];

    private static HistoryEntry Heard(TurnMessage taken) =>
        taken.Schedule is { } run ? Transcript.Of(run, taken.Message.Text) : Transcript.Of(taken.Message);
}
