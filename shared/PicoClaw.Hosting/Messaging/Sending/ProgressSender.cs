using MassTransit;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging.Transports;

namespace PicoClaw.Hosting.Messaging.Sending;

/// <summary>Sends to the replicas that listen now. The broker confirms that it has the message; it keeps none.</summary>
internal sealed class ProgressSender(IBus bus)
{
    private static readonly Uri Exchange = Broadcasts.AddressOf(Intakes.Progress);

    public async Task SendAsync(ReplyProgress progress, CancellationToken cancellationToken)
    {
        var endpoint = await bus.GetSendEndpoint(Exchange);
        await endpoint.Send(progress, Pipe.Execute<SendContext<ReplyProgress>>(context => context.Durable = false), cancellationToken);
    }
}
