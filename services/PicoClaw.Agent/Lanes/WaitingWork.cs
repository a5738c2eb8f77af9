using PicoClaw.Agent.Turns;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>Tells the holder of a lane whether other work waits.</summary>
internal sealed class WaitingWork(TurnStore turns, [FromKeyedServices(AgentService.Name)] LaneTable lanes)
{
    /// <summary>True when this lane or another one has something more urgent to do.</summary>
    public async Task<bool> AnyAsync(LaneHold hold, CancellationToken cancellationToken) =>
        hold.ShouldYield || await InOtherLanesAsync(cancellationToken) || await turns.HasWaitingAsync(hold.Lease.Key, cancellationToken);

    /// <summary>True when a lane has work and no replica holds it.</summary>
    public async Task<bool> InOtherLanesAsync(CancellationToken cancellationToken) => (await lanes.FindWorkAsync(1, cancellationToken)).Count > 0;
}
