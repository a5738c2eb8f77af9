namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Models that failed lately rest, the longer the more often they failed in a row.</summary>
internal sealed class CoolDowns(TimeProvider time)
{
    private static readonly TimeSpan[] Steps = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(60)];

    private readonly Lock _lock = new();
    private readonly Dictionary<ModelOptions, (int Failures, long Until)> _failed = [];

    public bool Rests(ModelOptions model)
    {
        lock (_lock)
        {
            return _failed.TryGetValue(model, out var state) && state.Until > time.GetTimestamp();
        }
    }

    public void Answered(ModelOptions model)
    {
        lock (_lock)
        {
            _failed.Remove(model);
        }
    }

    /// <summary>How long the model rests now. Calls that fail at one time count once.</summary>
    public TimeSpan Failed(ModelOptions model)
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
