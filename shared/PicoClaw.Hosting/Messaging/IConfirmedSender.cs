namespace PicoClaw.Hosting.Messaging;

public interface IConfirmedSender
{
    /// <summary>
    /// Returns when the message is safe: confirmed by the broker or, in memory, committed by its consumer. Throws
    /// <see cref="NotConfirmedException"/> otherwise; the message may still arrive, so it carries a deterministic id and its receiver drops the second.
    /// </summary>
    Task SendAsync<T>(string intake, T message, CancellationToken cancellationToken)
        where T : class;
}
