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
/// <param name="Heard">Its messages without commands and what the platform withheld; with what they quote, where that is known here.</param>
internal sealed record TurnStart(LaneHold Hold, Turn Turn, Language Language, IReadOnlyList<MessageReceived> Heard)
{
    public string LaneKey => Hold.Lease.Key;

    /// <summary>What the user said.</summary>
    public IReadOnlyList<HistoryEntry> Said { get; } = [.. Heard.Select(Transcript.Of)];
}
