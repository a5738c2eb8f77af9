namespace PicoClaw.Storage.Lanes.Presence;

/// <summary>A stretch of time in which this replica shows that it lives, by one session with the store, or does not show it at all.</summary>
internal sealed class PresenceSpan
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider? _time;
    private readonly TimeSpan _proofLasts;
    private long _provenAt;

    private PresenceSpan()
    {
    }

    /// <param name="id">Names the replica's life.</param>
    /// <param name="provenAt">Before the session was asked for the first time whether it lives.</param>
    /// <param name="proofLasts">How long its answer counts.</param>
    /// <param name="time">The clock of <paramref name="provenAt"/>.</param>
    public PresenceSpan(long id, long provenAt, TimeSpan proofLasts, TimeProvider time) =>
        (Id, _provenAt, _proofLasts, _time) = (id, provenAt, proofLasts, time);

    /// <summary>What stands in the lanes; null when nothing is shown, so that a lane is free at the end of its lease and not before.</summary>
    public long? Id { get; }

    /// <summary>Ends when another span begins: lanes must then be renewed under that one.</summary>
    public Task Ended => _ended.Task;

    /// <summary>
    /// False when the others may take this replica for dead by now. Read from the monotonic clock, so that a paused process knows it as soon as
    /// it continues.
    /// </summary>
    public bool IsProven => _time is null || (!Ended.IsCompleted && _time.GetElapsedTime(Volatile.Read(ref _provenAt)) < _proofLasts);

    /// <summary>Nothing is shown.</summary>
    public static PresenceSpan Hidden() => new();

    /// <summary>The session lives: it answered what it was asked at <paramref name="askedAt"/>.</summary>
    public void Prove(long askedAt) => Volatile.Write(ref _provenAt, askedAt);

    public void End() => _ended.TrySetResult();
}
