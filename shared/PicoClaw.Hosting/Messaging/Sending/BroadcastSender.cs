using MassTransit;
using PicoClaw.Hosting.Messaging.Transports;

namespace PicoClaw.Hosting.Messaging.Sending;

/// <summary>Names the exchange as those who listen declare it.</summary>
internal sealed class BroadcastSender(IBus bus) : IBroadcastSender
{
    public async Task SendAsync<T>(string queue, T message, CancellationToken cancellationToken)
        where T : class
    {
        var endpoint = await bus.GetSendEndpoint(Broadcasts.AddressOf(queue));
        await endpoint.Send(message, Pipe.Execute<SendContext<T>>(context => context.Durable = false), cancellationToken);
    }
}
