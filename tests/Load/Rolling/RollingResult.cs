using Load.Traffic;

namespace Load.Rolling;

/// <summary>What became of the messages while all processes were replaced.</summary>
internal sealed class RollingResult
{
    private static readonly TimeSpan LongestAllowed = TimeSpan.FromSeconds(3);

    private readonly TimeSpan _longestTurn;
    private readonly IReadOnlyList<Answered> _answered;

    /// <param name="record">What was said on both sides.</param>
    /// <param name="from">When waiting times begin to count.</param>
    /// <param name="stops">What was replaced.</param>
    /// <param name="longestTurn">The longest time of a model call.</param>
    /// <param name="open">What had not ended.</param>
    public RollingResult(EmulatorRecord record, DateTimeOffset from, IReadOnlyList<Stop> stops, TimeSpan longestTurn, string open)
    {
        (_longestTurn, Stops, Open, Tally) = (longestTurn, stops, open, new Tally(record));
        _answered = [.. Tally.Answered.Where(one => one.SaidAt >= from)];
    }

    public Tally Tally { get; }

    public IReadOnlyList<Stop> Stops { get; }

    public string Open { get; }

    /// <summary>The longest wait without the model's part: the call that ran when the message came, and its own.</summary>
    public double LongestPause => Math.Max(0, Wait(1) - (2 * _longestTurn.TotalSeconds));

    public bool Holds =>
        Tally.Lost.Count == 0 && Tally.Doubled.Count == 0 && Open.Length == 0 && Stops.All(stop => stop.ExitCode == 0)
        && LongestPause <= LongestAllowed.TotalSeconds;

    public double Wait(double share) => _answered[(int)Math.Min(_answered.Count - 1, _answered.Count * (1 - share))].Waited.TotalSeconds;

    public IEnumerable<Answered> Slowest(int count) => _answered.Take(count);

    /// <summary>What was replaced meanwhile.</summary>
    public string During(Answered one) =>
        Stops.FirstOrDefault(stop => stop.Begun < one.SaidAt + one.Waited && one.SaidAt < stop.Ended) is { } stop
            ? FormattableString.Invariant($"while {stop.Name} was replaced from {stop.Begun:HH:mm:ss.fff} to {stop.Ended:HH:mm:ss.fff}")
            : "beside no replacement";
}
