namespace PicoClaw.Storage.Lanes;

/// <summary>Carries news of lanes between the replicas of a service. What gets lost costs time only: the sweep finds it.</summary>
internal interface ILaneBell
{
    /// <summary>Tells the other replicas, some time soon.</summary>
    void Ring(LaneNews news);

    /// <summary>Sends what was rung and calls <paramref name="heard"/> for what others ring, until cancelled.</summary>
    Task RunAsync(Action<LaneNews> heard, CancellationToken cancellationToken);
}
