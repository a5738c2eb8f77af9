using Load.Chaos.Audits;
using Load.Chaos.Schedules;

namespace Load.Chaos;

/// <summary>A run and its verdict.</summary>
/// <param name="Schedule">What was done.</param>
/// <param name="Verdict">What became of the messages.</param>
/// <param name="Open">What was still open when the time to settle was over; empty if nothing was.</param>
/// <param name="Settled">How long it took to answer everything once all faults were over.</param>
/// <param name="Crashes">Services that ended by themselves.</param>
/// <param name="DeadLetters">Turns and replies that were given up.</param>
internal sealed record ChaosResult(
    Schedule Schedule, Verdict Verdict, string Open, TimeSpan Settled, IReadOnlyList<string> Crashes, IReadOnlyList<string> DeadLetters)
{
    /// <summary>The faults that did happen.</summary>
    public required IReadOnlyList<Fault> Injected { get; init; }

    public bool Holds => Verdict.Holds && Open.Length == 0;
}
