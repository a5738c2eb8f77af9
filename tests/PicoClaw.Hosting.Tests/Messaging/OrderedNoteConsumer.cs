using MassTransit;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Hosting.Tests.Messaging;

internal sealed class OrderedNoteConsumer(NoteHandler handler) : IConsumer<Note>
{
    public Task Consume(ConsumeContext<Note> context) => context.InOrderAsync(() => handler(context.Message, context.CancellationToken));
}
