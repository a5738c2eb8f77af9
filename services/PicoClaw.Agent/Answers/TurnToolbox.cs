using PicoClaw.Agent.Tools;
using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Answers;

/// <summary>Gives a turn its tools.</summary>
internal sealed class TurnToolbox(Toolbox toolbox, TurnStore turns)
{
    public TurnTools Of(TurnStart start)
    {
        var (hold, turn, language, _) = start;
        return new TurnTools(
            toolbox.Of(new ToolContext(start.LaneKey, turn.Messages, language, turn.Schedule is not null)),
            cancel => turns.StartToolsAsync(hold.Lease, turn, cancel),
            (file, cancel) => turns.AddFileAsync(hold.Lease, turn, file, cancel));
    }
}
