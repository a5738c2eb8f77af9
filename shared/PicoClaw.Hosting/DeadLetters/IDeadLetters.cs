namespace PicoClaw.Hosting.DeadLetters;

/// <summary>The dead letters of all services that this process can reach, for a command line or a console. Listing changes nothing.</summary>
public interface IDeadLetters
{
    /// <summary>The oldest first; of more than 10,000 of a kind the newest.</summary>
    Task<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterFilter filter, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    Task<DeadLetterDetail?> FindAsync(DeadLetterKind kind, string id, CancellationToken cancellationToken);

    /// <summary>Puts it back under its own id, so that nothing runs twice.</summary>
    Task<ReplayResult> ReplayAsync(DeadLetterKind kind, string id, CancellationToken cancellationToken);

    /// <summary>Deletes it; false when there is none.</summary>
    Task<bool> PurgeAsync(DeadLetterKind kind, string id, CancellationToken cancellationToken);
}
