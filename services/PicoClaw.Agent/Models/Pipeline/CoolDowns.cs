using System.Runtime.CompilerServices;
using PicoClaw.Agent.Models.Catalog;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Models that failed lately rest; the more often in a row they failed, the longer.</summary>
internal sealed class CoolDowns(TimeProvider time)
{
    private static readonly TimeSpan[] Steps =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(60)];

    private readonly Lock _lock = new();
    private readonly ConditionalWeakTable<ModelEntry, Rest> _failed = [];

    public bool Rests(ModelEntry model)
    {
        lock (_lock)
        {
            return _failed.TryGetValue(model, out var state) && state.Until > time.GetTimestamp();
        }
    }

    public void Answered(ModelEntry model)
    {
        lock (_lock)
        {
            _failed.Remove(model);
        }
    }

    /// <summary>Returns how long the model rests now. Calls that fail at the same time count once.</summary>
    public TimeSpan Failed(ModelEntry model)
    {
        lock (_lock)
        {
            // Not the wall clock: set back, it would make the model rest longer.
            var now = time.GetTimestamp();
            if (!_failed.TryGetValue(model, out var state) || state.Until <= now)
            {
                var failures = state?.Failures ?? 0;
                var rest = Steps[Math.Min(failures, Steps.Length - 1)];
                state = new Rest(failures + 1, now + (long)(rest.TotalSeconds * time.TimestampFrequency));
                _failed.AddOrUpdate(model, state);
            }

            return time.GetElapsedTime(now, state.Until);
        }
    }

    private sealed record Rest(int Failures, long Until);
}
