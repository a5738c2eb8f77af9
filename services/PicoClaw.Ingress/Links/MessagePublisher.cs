using System.Diagnostics.CodeAnalysis;
using DingTalk.Stream;
using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Ingress.Filters;
using PicoClaw.Ingress.Mapping;
using PicoClaw.Ingress.Spool;

namespace PicoClaw.Ingress.Links;

/// <summary>Turns the frames of one account into messages; a frame is acked when its message is safe.</summary>
internal sealed class MessagePublisher(
    string account,
    string robotCode,
    Live<AccountOptions> settings,
    MessageOutlet outlet,
    IngressMetrics metrics,
    TimeProvider time,
    ILogger<MessagePublisher> logger)
{
    private const int LongestSentence = 300;
    private const int LongestId = 100;

    private readonly HourlyLimit _refusals = new(time);
    private readonly HourlyLimit _quotaWarnings = new(time);
    private readonly HourlyLimit _quotaAnswers = new(time);
    private readonly HourlyLimit _idAnswers = new(time);

    public async ValueTask<HandlerResult> HandleAsync(BotMessage heard, CancellationToken cancellationToken)
    {
        if (heard.Content is QuotaExhaustedContent quota && _quotaWarnings.Admits(account))
        {
            Log.QuotaExhausted(logger, account, CleanText.Line(quota.Sentence, LongestSentence) ?? "no reason given");
        }

        if (!MessageMapper.TryMap(heard, account, robotCode, time.GetUtcNow(), out var message, out var problem))
        {
            Log.Unmapped(logger, account, heard.MessageId, problem);
            metrics.Unmapped(account);
            return HandlerResult.Ok();
        }

        var filter = new MessageFilter(settings.Value);
        if (!filter.Admits(heard, message, out var admitted, out var reason) || !IsFirstOfItsKind(admitted, filter, out reason))
        {
            SayDropped(message, reason);
            metrics.Dropped(account, reason);
            return HandlerResult.Ok();
        }

        try
        {
            if (await outlet.SendAsync(admitted, cancellationToken))
            {
                metrics.Published(account);
            }
            else
            {
                metrics.Spooled(account);
            }

            return HandlerResult.Ok();
        }
        catch (NotConfirmedException exception)
        {
            _quotaAnswers.Forget(admitted.Sender.Id);
            _idAnswers.Forget(admitted.Sender.Id);
            Log.Withheld(logger, account, message.Id, exception.Message);
            metrics.Withheld(account);
            return HandlerResult.Withhold();
        }
    }

    // The quota's notice replaces every message, and an answer to each would be a storm. People outside the allow list are told their id,
    // but not without limit.
    private bool IsFirstOfItsKind(MessageReceived message, MessageFilter filter, [NotNullWhen(false)] out string? reason)
    {
        reason = message.Unreadable == UnreadableContent.QuotaExhausted && !_quotaAnswers.Admits(message.Sender.Id) ? "quota"
            : !filter.IsAllowed(message) && !_idAnswers.Admits(message.Sender.Id) ? MessageFilter.NotAllowed
            : null;
        return reason is null;
    }

    private void SayDropped(MessageReceived message, string reason)
    {
        if (reason == MessageFilter.NotAllowed && _refusals.Admits(message.Sender.Id))
        {
            Log.NotAllowed(logger, account, CleanText.Line(message.Sender.Id, LongestId) ?? "", message.Sender.DisplayName ?? "no name");
            return;
        }

        Log.Dropped(logger, account, message.Id, reason);
    }
}
