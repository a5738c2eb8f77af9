using MassTransit;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;

namespace PicoClaw.Hosting.Messaging.Sending;

/// <summary>
/// Waits until the consumer in this process has committed the message, because the transport loses everything with the process. A message that is
/// sent again while its first copy is in the bus waits for that one: a second copy would queue behind all that came in between.
/// </summary>
internal sealed class MemoryConfirmedSender(IBus bus, CommitObserver commits, IOptions<BrokerOptions> options, TimeProvider time) : IConfirmedSender
{
    public async Task SendAsync<T>(string intake, T message, CancellationToken cancellationToken)
        where T : class
    {
        var id = IdOf(message);
        var committed = commits.Expect(id, out var isNew);
        if (isNew)
        {
            await PutAsync(intake, message, id);
        }

        try
        {
            await committed.WaitAsync(options.Value.SendDeadline, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new NotConfirmedException(
                $"The consumer of {intake} did not commit a message within {options.Value.SendDeadline}.", exception);
        }
    }

    private static Guid IdOf(object message) => message switch
    {
        MessageReceived received => received.Id,
        DeliverMessage reply => reply.Id,
        SendNotification notification => notification.Id,
        ActionReceived action => action.Id,
        _ => NewId.NextGuid(),
    };

    // Not cancelled with its sender: another one may wait for it already.
    private async Task PutAsync<T>(string intake, T message, Guid id)
        where T : class
    {
        try
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{intake}"));
            await endpoint.Send(message, Pipe.Execute<SendContext<T>>(context => context.MessageId = id), CancellationToken.None);
        }
        catch
        {
            commits.Forget(id);
            throw;
        }
    }
}
