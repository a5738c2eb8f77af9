using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Answers;

/// <summary>
/// Shows an answer while the model writes it. What it shows is provisional: the reply that the turn commits replaces it. It neither waits
/// nor throws; what it cannot show is skipped.
/// </summary>
internal interface IReplySink
{
    /// <summary>False: the model is asked for the whole answer at once.</summary>
    bool Wants(Turn turn);

    /// <summary>All of the answer so far; shorter than before when the model had to start over.</summary>
    ValueTask WriteAsync(Turn turn, string textSoFar, CancellationToken cancellationToken);
}
