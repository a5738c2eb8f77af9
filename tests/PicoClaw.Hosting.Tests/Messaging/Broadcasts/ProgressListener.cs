using System.Threading.Channels;
using MassTransit;
using PicoClaw.Contracts;

namespace PicoClaw.Hosting.Tests.Messaging.Broadcasts;

/// <summary>What a replica has heard.</summary>
internal sealed class ProgressListener(Channel<ReplyProgress> heard) : IConsumer<ReplyProgress>
{
    public Task Consume(ConsumeContext<ReplyProgress> context) => heard.Writer.WriteAsync(context.Message, context.CancellationToken).AsTask();
}
