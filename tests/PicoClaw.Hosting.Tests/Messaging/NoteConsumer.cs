using MassTransit;

namespace PicoClaw.Hosting.Tests.Messaging;

internal sealed class NoteConsumer(NoteHandler handler) : IConsumer<Note>
{
    public Task Consume(ConsumeContext<Note> context) => handler(context.Message, context.CancellationToken);
}
