using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Lanes;

/// <summary>Reports the starts and ends of turns: trace, metrics and one line of the log, with nothing in it of what was said.</summary>
internal sealed class TurnReporter(AgentMetrics metrics, TimeProvider time, ILogger<TurnReporter> logger)
{
    public TurnReport Begin(string laneKey, Turn turn)
    {
        if (turn.IsStarted)
        {
            metrics.Started(turn.Attempt);
        }

        return new TurnReport(laneKey, turn, metrics, time, logger);
    }
}
