using MassTransit;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Conversations;

/// <summary>Takes a message from the broker by committing it to the conversation's mailbox.</summary>
internal sealed class MessageReceivedConsumer(Mailbox mailbox) : IConsumer<MessageReceived>
{
    public Task Consume(ConsumeContext<MessageReceived> context) => mailbox.PutAsync(context.Message, context.CancellationToken);
}
