namespace PicoClaw.Storage.Lanes.Notifications;

/// <summary>Carries news of lanes between the replicas of a service. What gets lost costs time only: the sweep finds it.</summary>
internal interface ILaneNotifier
{
    /// <summary>Tells the other replicas, some time soon.</summary>
    void Ring(LaneNotice news);

    /// <summary>Sends what was rung and calls <paramref name="heard"/> for what others ring, until cancelled.</summary>
    Task RunAsync(Action<LaneNotice> heard, CancellationToken cancellationToken);
}
