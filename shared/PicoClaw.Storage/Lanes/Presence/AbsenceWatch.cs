using Microsoft.Extensions.Logging;
using PicoClaw.Storage.Lanes.Notifications;

namespace PicoClaw.Storage.Lanes.Presence;

/// <summary>
/// Frees the lanes of replicas that have died. One that merely lost its session, as all do when the server restarts, has
/// <paramref name="patience"/> to come back.
/// </summary>
internal sealed class AbsenceWatch(LaneTable lanes, ILaneNotifier notifier, TimeSpan patience, TimeProvider time, ILogger<AbsenceWatch> logger)
    : IntervalService(patience / LooksInPatience, runsAtStart: true, time)
{
    private const int LooksInPatience = 5;

    private readonly StoreFault _fault = new();
    private Dictionary<long, long> _goneSince = [];
    private long _lookedAt = long.MinValue;

    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetTimestamp();

        // After a pause of this process or an outage of the store nobody knows who was there meanwhile.
        var known = _lookedAt == long.MinValue || Time.GetElapsedTime(_lookedAt, now) > patience / 2 ? [] : _goneSince;
        var gone = await lanes.AbsentAsync(cancellationToken);
        _lookedAt = Time.GetTimestamp();
        _goneSince = gone.ToDictionary(presence => presence, presence => known.GetValueOrDefault(presence, _lookedAt));
        foreach (var (presence, _) in _goneSince.Where(one => Time.GetElapsedTime(one.Value, now) >= patience).ToList())
        {
            await FreeAsync(presence, cancellationToken);
        }

        _fault.Clear();
    }

    protected override Task RunAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    protected override void OnFailed(Exception exception) => Log.Failed(logger, _fault, "Looking for replicas that have died", exception);

    private async Task FreeAsync(long presence, CancellationToken cancellationToken)
    {
        _goneSince.Remove(presence);
        var freed = await lanes.FreeAbsentAsync(presence, cancellationToken);
        if (freed.Count > 0)
        {
            Log.ReplicaGone(logger, freed[0].Owner, freed.Count);

            // One sweep finds them all.
            notifier.Notify(new LaneNotice(freed[0].Key, IsFree: true));
        }
    }
}
