using MassTransit;
using Microsoft.Extensions.Options;

namespace PicoClaw.Hosting.Messaging.Sending;

/// <summary>A mandatory send: the broker confirms it once a queue has the message, and returns it when there is no queue.</summary>
internal sealed class BrokerConfirmedSender(IBus bus, IOptions<BrokerOptions> options, TimeProvider time) : IConfirmedSender
{
    private static readonly TimeSpan NoQueueDelay = TimeSpan.FromMilliseconds(200);

    public async Task SendAsync<T>(string intake, T message, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(options.Value.SendDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{intake}")).WaitAsync(either.Token);
            while (!await TrySendAsync(endpoint, message, either.Token))
            {
                // The consumer declares the queue, and on the first start of a system it may come second.
                await Task.Delay(NoQueueDelay, time, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NotConfirmedException(
                $"The broker did not confirm a message to {intake} within {options.Value.SendDeadline}. Is the broker up, and has the consumer ever run?");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new NotConfirmedException($"The broker refused a message to {intake}: {exception.Message}", exception);
        }
    }

    /// <summary>False when no queue took it.</summary>
    private static async Task<bool> TrySendAsync<T>(ISendEndpoint endpoint, T message, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            await endpoint
                .Send(message, Pipe.Execute<SendContext<T>>(context => context.TrySetMandatory()), cancellationToken)
                .WaitAsync(cancellationToken);
            return true;
        }
        catch (MessageReturnedException)
        {
            return false;
        }
    }
}
