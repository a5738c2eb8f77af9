using MassTransit;
using Microsoft.Extensions.Options;

namespace PicoClaw.Hosting.Messaging;

/// <summary>A mandatory send: the broker confirms it once a queue has it and returns it when there is none.</summary>
internal sealed class BrokerConfirmedSender(IBus bus, IOptions<BrokerOptions> options, TimeProvider time) : IConfirmedSender
{
    public async Task SendAsync<T>(string intake, T message, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(options.Value.SendDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{intake}")).WaitAsync(either.Token);
            await endpoint.Send(message, Pipe.Execute<SendContext<T>>(context => context.TrySetMandatory()), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NotConfirmedException($"The broker did not confirm a message to {intake} within {options.Value.SendDeadline}.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new NotConfirmedException($"The broker did not take a message to {intake}: {exception.Message}", exception);
        }
    }
}
