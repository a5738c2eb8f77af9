using MassTransit;
using Microsoft.Extensions.Options;

namespace PicoClaw.Hosting.Messaging.Sending;

/// <summary>Waits until the consumer in this process has committed the message, because the transport loses everything with the process.</summary>
internal sealed class MemoryConfirmedSender(IBus bus, CommitObserver commits, IOptions<BrokerOptions> options, TimeProvider time) : IConfirmedSender
{
    public async Task SendAsync<T>(string intake, T message, CancellationToken cancellationToken)
        where T : class
    {
        var sendId = NewId.NextGuid();
        var committed = commits.Expect(sendId);
        try
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{intake}"));
            await endpoint.Send(message, Pipe.Execute<SendContext<T>>(context => context.MessageId = sendId), cancellationToken);
            await committed.WaitAsync(options.Value.SendDeadline, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new NotConfirmedException(
                $"The consumer of {intake} did not commit a message within {options.Value.SendDeadline}.", exception);
        }
        finally
        {
            commits.Forget(sendId);
        }
    }
}
