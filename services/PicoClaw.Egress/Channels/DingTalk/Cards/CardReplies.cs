using PicoClaw.Contracts;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Outbox;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Channels.DingTalk.Cards;

/// <summary>Brings a reply to the card that shows its making: the last frame is a route of the reply.</summary>
internal sealed class CardReplies(CardBooks books, CardTable table, DingTalkCards cards, CardMetrics metrics, TimeProvider time, ILogger<CardReplies> logger)
{
    // Longer than a call takes.
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    /// <summary>Whether the reply must go alone.</summary>
    public bool HasCard(DeliverMessage message) =>
        books.Find(AccountKey.Of(message.Conversation), message.Id) is { State: not CardState.Plain };

    /// <summary>Whether people see the reply's card.</summary>
    public bool IsShown(string accountKey, Guid replyId) =>
        books.Find(accountKey, replyId) is { State: CardState.Delivered or CardState.Streaming or CardState.Final };

    /// <summary>Stops the frames of the reply's card; the reply with the card if it goes there.</summary>
    public async ValueTask<DingTalkReply> PrepareAsync(DingTalkReply reply, bool isApiOpen, CancellationToken cancellationToken)
    {
        if (books.Find(reply.AccountKey, reply.Id) is not { } card)
        {
            return reply;
        }

        var calling = card.ClaimAsync();
        if (card.State == CardState.Plain)
        {
            return reply with { Card = null };
        }

        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            await Task.WhenAny(calling, Task.Delay(LongestCall, time, limit.Token));
            await limit.CancelAsync();
        }

        cancellationToken.ThrowIfCancellationRequested();
        var stands = card.State == CardState.Final || card.IsInDoubt
            || (calling.IsCompleted && isApiOpen && reply.CardText is not null && card.State is CardState.Delivered or CardState.Streaming
                && !card.IsOld(time.GetTimestamp(), time));
        if (!stands)
        {
            await GiveUpAsync(reply, card, reply.CardText is null ? "no-text" : isApiOpen ? "too-old" : "used-up");
        }

        return reply with { Card = stands ? card : null };
    }

    /// <summary>The reply's way to its card; null where it takes none.</summary>
    public static SendRoute? RouteOf(DingTalkReply reply, string? pinned) => reply.Card switch
    {
        // What is pinned went out as a message, or its first part did.
        null => null,
        _ when pinned is not null && !CardRoutes.AreOf(pinned) => null,
        { State: CardState.Final } when pinned is null => null,
        { MustUpdate: true } => CardRoutes.Update,
        _ => CardRoutes.Stream,
    };

    public async Task<SendResult> SendAsync(DingTalkReply reply, SendRoute route, CancellationToken cancellationToken)
    {
        var card = reply.Card!;
        if (card.State == CardState.Final)
        {
            // The process ended before that was recorded.
            return SendResult.Sent.ToAll with { Key = card.Carrier };
        }

        var wasInDoubt = card.IsInDoubt;
        if (!card.TryBeginReply())
        {
            return new SendResult.RouteClosed();
        }

        var text = reply.CardText + MentionsOf(reply, card);
        var result = route == CardRoutes.Update
            ? await cards.FinishAsync(card, text, cancellationToken)
            : await cards.StreamAsync(card, DeterministicId.From(card.ReplyId.ToString("N"), "reply"), text, isFinal: true, cancellationToken);
        return await JudgeAsync(reply, card, route, text, result, wasInDoubt);
    }

    private async Task<SendResult> JudgeAsync(
        DingTalkReply reply, Card card, SendRoute route, string text, CardResult result, bool wasInDoubt)
    {
        switch (result)
        {
            case { Result: SendResult.Sent }:
                return await FinishAsync(reply, card, route, text);

            case { Fault: CardFault.Gone }:
                card.Close();
                return await CloseAsync("no-card");

            // It is finished, by a call before this one, or its template cannot be streamed to: setting the text tells which, and shows it.
            case { Fault: CardFault.NotStreamed } when route == CardRoutes.Stream:
            case { Result: SendResult.Unknown { IsServerFault: false } } when route == CardRoutes.Stream && wasInDoubt:
                card.Doubt();
                return new SendResult.RouteClosed();

            case { Fault: CardFault.NotStreamed }:
                return await CloseAsync("template");

            // A failure of this API says nothing of those that bring messages, so the account does not stop for it.
            case { Result: SendResult.Unknown unknown }:
                return unknown with { IsServerFault = false };

            case { Result: SendResult.Refused or SendResult.Withheld or SendResult.Busy } when !wasInDoubt:
                return await CloseAsync(result.Result.Outcome.ToLowerInvariant());

            // As a message it could be there twice.
            case { Result: SendResult.Refused or SendResult.Withheld }:
                return new SendResult.Busy(RetryDelay, "DingTalk refuses the card's last text, after a call with an unknown outcome");

            default:
                card.UndoReply(wasInDoubt);
                return result.Result;
        }

        async Task<SendResult> CloseAsync(string reason)
        {
            await GiveUpAsync(reply, card, reason);
            return new SendResult.RouteClosed();
        }
    }

    private async Task<SendResult> FinishAsync(DingTalkReply reply, Card card, SendRoute route, string text)
    {
        // A frame without an answer may land after this and show its text: the reply is put there once more when that is over.
        var mayBeOvertaken = card.CloseAt > time.GetTimestamp();
        var isMarked = route == CardRoutes.Stream && CardTemplate.Of(CardPlace.Parse(card.Place).TemplateId).AtEnd.Count > 0;
        card.Finish(isOpen: mayBeOvertaken || isMarked, mayBeOvertaken ? text : null);
        await SaveAsync(card);

        // Some templates show a button to stop until a call of its own.
        books.Of(reply.AccountKey).Wake?.Invoke();
        return SendResult.Sent.ToAll with { Key = card.Carrier };
    }

    private async Task GiveUpAsync(DingTalkReply reply, Card card, string reason)
    {
        if (card.GiveUp(evenInDoubt: true))
        {
            metrics.Plain(reply.AccountKey, reason);
            Log.CardGivenUp(logger, card.ReplyId, reason);

            // Before the reply is sent by another way: the holder that closes the card later must not take that reply for the card's.
            await SaveAsync(card);
            books.Of(reply.AccountKey).Wake?.Invoke();
        }
    }

    private async Task SaveAsync(Card card)
    {
        try
        {
            using var limit = new CancellationTokenSource(RetryDelay, time);
            await table.SaveAsync(card, limit.Token);
        }
        catch (Exception exception)
        {
            // It is known from the reply's own row, too, as far as people's reading needs it.
            Log.CardDeskFailed(logger, card.Account, exception.Message);
        }
    }

    private static string MentionsOf(DingTalkReply reply, Card card)
    {
        var known = CardPlace.Parse(card.Place).Mentions;
        var ids = reply.Mentions.Where(known.Contains).Distinct(StringComparer.Ordinal).ToList();
        return ids.Count == 0 ? "" : "\n\n" + string.Join(' ', ids.Select(id => $"<a atId={id}>@{id}</a>"));
    }
}
