using System.Diagnostics.CodeAnalysis;
using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Lanes;

/// <summary>
/// Outcomes that could not be committed because the store or the lease went away: the next start of the turn in this process commits them
/// and asks no model.
/// </summary>
internal sealed class UncommittedOutcomes
{
    private const int MaxKept = 100;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<Guid, (int Start, TurnOutcome Outcome)> _kept = [];

    public void Keep(Turn turn, TurnOutcome outcome)
    {
        lock (_lock)
        {
            _kept.Remove(turn.Id);
            if (_kept.Count == MaxKept)
            {
                _kept.RemoveAt(0);
            }

            _kept.Add(turn.Id, (turn.Start, outcome));
        }
    }

    /// <summary>A dead letter that was put back counts its starts from 1 again and gets a new answer.</summary>
    public bool TryTake(Turn turn, [NotNullWhen(true)] out TurnOutcome? outcome)
    {
        lock (_lock)
        {
            outcome = _kept.Remove(turn.Id, out var kept) && kept.Start < turn.Start ? kept.Outcome : null;
            return outcome is not null;
        }
    }
}
