namespace PicoClaw.Hosting.DeadLetters.Malformed;

/// <summary>Takes a message into a service without the broker.</summary>
public interface IIntakeDoor
{
    string Intake { get; }

    /// <summary>Commits it under its id, unless that is known. The result says why it cannot be read.</summary>
    Task<ReplayResult> TakeAsync(string body, CancellationToken cancellationToken);
}
