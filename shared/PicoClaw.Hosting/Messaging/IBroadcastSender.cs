namespace PicoClaw.Hosting.Messaging;

public interface IBroadcastSender
{
    /// <summary>
    /// Sends to the replicas that listen to <paramref name="queue"/> now (<see cref="BusServiceCollectionExtensions.AddBroadcast{TConsumer}"/>). Ends when the
    /// broker has it, which keeps none; the caller says how long to wait.
    /// </summary>
    Task SendAsync<T>(string queue, T message, CancellationToken cancellationToken)
        where T : class;
}
