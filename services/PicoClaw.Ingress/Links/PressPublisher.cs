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

/// <summary>Turns presses on the cards of one account into actions; a frame is acked when its action is safe.</summary>
internal sealed class PressPublisher(
    string account, Live<AccountOptions> settings, MessageOutlet outlet, IngressMetrics metrics, TimeProvider time, ILogger<PressPublisher> logger)
{
    private const string UnknownPress = "press";
    private const int LongestId = 100;

    // DingTalk shows the person a failure after 2 s.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.8);

    private readonly HourlyLimit _refusals = new(time);

    /// <summary>The presses on a card stay in order.</summary>
    public static string? OrderOf(StreamFrame frame) => CardCallback.Parse(frame).OutTrackId is { Length: > 0 } card ? card : null;

    public async ValueTask<HandlerResult> HandleAsync(StreamFrame frame, CancellationToken cancellationToken)
    {
        var callback = CardCallback.Parse(frame);
        if (!PressMapper.IsOurs(callback, out _))
        {
            Log.CardNotOurs(logger, account, Shown(callback.OutTrackId));
            return HandlerResult.Ok();
        }

        if (!PressMapper.TryMap(callback, frame.Headers.MessageId, account, time.GetUtcNow(), out var action, out var problem))
        {
            Log.PressUnmapped(logger, account, Shown(callback.OutTrackId), problem);
            metrics.Dropped(account, UnknownPress);
            return HandlerResult.Ok();
        }

        if (!new AllowList(settings.Value.AllowFrom).Contains(action.Sender.Id))
        {
            if (_refusals.Admits(action.Sender.Id))
            {
                Log.PressNotAllowed(logger, account, Shown(action.Sender.Id));
            }

            metrics.Dropped(account, MessageFilter.NotAllowed);
            return HandlerResult.Ok();
        }

        return await SendAsync(action, cancellationToken);
    }

    private async Task<HandlerResult> SendAsync(ActionReceived action, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            if (await outlet.SendAsync(action, either.Token))
            {
                metrics.Published(account);
            }
            else
            {
                metrics.Spooled(account);
            }

            return HandlerResult.Ok();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Withhold(action, $"no confirmation within {Patience.TotalSeconds} s");
        }
        catch (NotConfirmedException exception)
        {
            return Withhold(action, exception.Message);
        }
    }

    private HandlerResult Withhold(ActionReceived action, string reason)
    {
        Log.PressWithheld(logger, account, action.Id, reason);
        metrics.Withheld(account);
        return HandlerResult.Withhold();
    }

    private static string Shown(string id) => CleanText.Line(id, LongestId) ?? "";
}
