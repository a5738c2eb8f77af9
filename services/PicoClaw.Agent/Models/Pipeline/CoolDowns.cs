using PicoClaw.Agent.Models.Catalog;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Models that failed lately rest; the more often in a row they failed, the longer.</summary>
internal sealed class CoolDowns(TimeProvider time)
{
    private static readonly TimeSpan[] Steps =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(60)];

    private readonly Lock _lock = new();
    private readonly Dictionary<ModelEntry, (int Failures, long Until)> _failed = [];

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
                var rest = Steps[Math.Min(state.Failures, Steps.Length - 1)];
                state = (state.Failures + 1, now + (long)(rest.TotalSeconds * time.TimestampFrequency));
                _failed[model] = state;
            }

            return time.GetElapsedTime(now, state.Until);
        }
    }
}
