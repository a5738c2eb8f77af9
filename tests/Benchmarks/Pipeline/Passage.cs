using System.Diagnostics;

namespace Benchmarks.Pipeline;

/// <summary>When a message was seen at each hop.</summary>
internal sealed class Passage
{
    private readonly TaskCompletionSource _replied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _pushed = Stopwatch.GetTimestamp();

    /// <summary>Milliseconds from the push of the frame; NaN while it was not seen there.</summary>
    public double Published { get; private set; } = double.NaN;

    public double Acked { get; private set; } = double.NaN;

    public double Answered { get; private set; } = double.NaN;

    public double Replied { get; private set; } = double.NaN;

    public Task Done => _replied.Task;

    public void SeenAtAgent() => Published = Elapsed;

    public void SeenAcked() => Acked = Elapsed;

    public void SeenAtEgress() => Answered = Elapsed;

    public void SeenReplied()
    {
        Replied = Elapsed;
        _replied.TrySetResult();
    }

    private double Elapsed => Stopwatch.GetElapsedTime(_pushed).TotalMilliseconds;
}
