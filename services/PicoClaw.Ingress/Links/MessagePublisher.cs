using DingTalk.Stream;
using DingTalk.Stream.Protocol;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress.Filters;
using PicoClaw.Ingress.Mapping;

namespace PicoClaw.Ingress.Links;

/// <summary>Turns what one account hears into messages; a frame is acked when its message is safe.</summary>
internal sealed class MessagePublisher(
    string account, string robotCode, MessageFilter filter, IConfirmedSender sender, IngressMetrics metrics, TimeProvider time, ILogger<MessagePublisher> logger)
{
    public async ValueTask<HandlerResult> HandleAsync(BotMessage heard, CancellationToken cancellationToken)
    {
        if (!MessageMapper.TryMap(heard, account, robotCode, time.GetUtcNow(), out var message, out var problem))
        {
            Log.Unmapped(logger, account, heard.MessageId, problem);
            metrics.Unmapped(account);
            return HandlerResult.Ok();
        }

        if (!filter.Admits(heard, message, out var admitted, out var reason))
        {
            Log.Dropped(logger, account, message.Id, reason);
            metrics.Dropped(account, reason);
            return HandlerResult.Ok();
        }

        try
        {
            await sender.SendAsync(Intakes.Agent, admitted, cancellationToken);
            metrics.Published(account);
            return HandlerResult.Ok();
        }
        catch (NotConfirmedException exception)
        {
            Log.Withheld(logger, account, message.Id, exception.Message);
            metrics.Withheld(account);
            return HandlerResult.Withhold();
        }
    }
}
