using MassTransit;
using PicoClaw.Contracts;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Intake;

/// <summary>Takes a message from the broker by committing it to the mailbox.</summary>
internal sealed class MessageReceivedConsumer(Mailbox mailbox, LastResort lastResort) : IConsumer<MessageReceived>
{
    public async Task Consume(ConsumeContext<MessageReceived> context)
    {
        using var trace = AgentTrace.Intake(context.Message.Id);
        await lastResort.TakeAsync(context, Intakes.Agent, () => context.InOrderAsync(PutAsync), PutAsync);

        Task PutAsync() => mailbox.PutAsync(context.Message, context.CancellationToken);
    }
}
