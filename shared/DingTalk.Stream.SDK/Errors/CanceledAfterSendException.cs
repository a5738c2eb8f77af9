namespace DingTalk.Stream.OpenApi;

/// <summary>The caller gave up after the request had left, so the call may have taken effect. Any other <see cref="OperationCanceledException"/> of a client means that nothing was sent.</summary>
/// <param name="message">What was called.</param>
/// <param name="cancellationToken">The caller's token.</param>
public sealed class CanceledAfterSendException(string message, CancellationToken cancellationToken) : OperationCanceledException(message, cancellationToken);
