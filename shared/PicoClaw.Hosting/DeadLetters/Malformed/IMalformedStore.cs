namespace PicoClaw.Hosting.DeadLetters.Malformed;

/// <summary>Where a service keeps the messages that its intakes could not take.</summary>
public interface IMalformedStore
{
    IReadOnlyList<string> Intakes { get; }

    /// <summary>Ends when it is committed; the same one again is counted.</summary>
    Task PutAsync(MalformedMessage message, CancellationToken cancellationToken);

    /// <summary>The newest, without their bodies.</summary>
    Task<IReadOnlyList<MalformedMessage>> ListAsync(int limit, CancellationToken cancellationToken);

    Task<MalformedMessage?> FindAsync(string id, CancellationToken cancellationToken);

    Task<bool> DeleteAsync(string id, CancellationToken cancellationToken);
}
