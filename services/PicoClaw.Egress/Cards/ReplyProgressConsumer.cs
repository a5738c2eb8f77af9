using MassTransit;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Cards;

/// <summary>Every replica hears of every reply in the making; the holder of its account shows it.</summary>
internal sealed class ReplyProgressConsumer(CardDesks desks) : IConsumer<ReplyProgress>
{
    public const int AtOnce = 16;

    public Task Consume(ConsumeContext<ReplyProgress> context) => desks.TakeAsync(context.Message, context.CancellationToken);
}
