namespace PicoClaw.Storage.Lanes.Notifications;

/// <summary>Tells the replicas of a service about new work in lanes. A lost notice costs only time: the sweep finds the work.</summary>
internal interface ILaneNotifier
{
    /// <summary>Tells the other replicas soon; never blocks.</summary>
    void Notify(LaneNotice notice);

    /// <summary>Sends notices, and calls <paramref name="received"/> for those of other replicas, until cancelled; what is left is sent then.</summary>
    Task RunAsync(Action<LaneNotice> received, CancellationToken cancellationToken);
}
