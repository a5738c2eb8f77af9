namespace PicoClaw.Hosting.DeadLetters;

/// <summary>The dead letters of one kind that one service keeps.</summary>
public interface IDeadLetterSource
{
    DeadLetterKind Kind { get; }

    /// <summary>The newest.</summary>
    Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken);

    Task<DeadLetterDetail?> FindAsync(string id, CancellationToken cancellationToken);

    Task<ReplayResult> ReplayAsync(string id, CancellationToken cancellationToken);

    Task<bool> PurgeAsync(string id, CancellationToken cancellationToken);
}
