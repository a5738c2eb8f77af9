namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Models that failed lately rest, the longer the more often they failed in a row.</summary>
internal sealed class CoolDowns(TimeProvider time)
{
    private static readonly TimeSpan[] Steps = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(60)];

    private readonly Lock _lock = new();
    private readonly Dictionary<ModelOptions, (int Failures, DateTimeOffset Until)> _failed = [];

    public bool Rests(ModelOptions model)
    {
        lock (_lock)
        {
            return _failed.TryGetValue(model, out var state) && state.Until > time.GetUtcNow();
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
            var now = time.GetUtcNow();
            var state = _failed.GetValueOrDefault(model);
            if (state.Until <= now)
            {
                state = (state.Failures + 1, now + Steps[Math.Min(state.Failures, Steps.Length - 1)]);
                _failed[model] = state;
            }

            return state.Until - now;
        }
    }
}
