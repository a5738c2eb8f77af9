using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Cards;

/// <summary>The calls of an account's cards, and what their results mean for a card.</summary>
internal sealed class CardSteps(ICardPlatform platform, AccountLease lease, CardBook book, CardTools tools)
{
    // The first letters of a long text are enough until its reply comes; the reply itself has the limit of a message.
    private const int BytesOfChar = 4;
    private const int CloseWays = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongRetry = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    // A call without an answer may still be on its way: closed before, the card would open afterwards.
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    public bool IsPaused => tools.Time.GetTimestamp() < book.PausedUntil;

    public string TextOf(ReplyProgress progress) => CardText.Of(progress, lease.Account.Channel.MessageBytes / BytesOfChar);

    public CardStep Create(Card card)
    {
        var progress = card.Newest!;
        var text = TextOf(progress);
        return new CardStep(
            card,
            CardRoutes.Create,
            CardRoutes.Low(CardRoutes.Create, StoreKey.Of(progress.Conversation.Id)),
            cancel => platform.CreateAsync(card, text, cancel),
            result => Created(card, text, result),
            () => !card.IsClaimed);
    }

    public CardStep Frame(Card card, string text)
    {
        var id = DeterministicId.From(card.ReplyId.ToString("N"), $"{card.Attempt}", $"{card.Number}");
        return new CardStep(
            card,
            CardRoutes.Stream,
            CardRoutes.Low(CardRoutes.Stream),
            cancel => platform.StreamAsync(card, id, text, isFinal: false, cancel),
            result => Framed(card, text, result),
            () => !card.IsClaimed);
    }

    /// <summary>The next way to close it; null when it is not to be closed now.</summary>
    public async Task<CardStep?> CloseAsync(Card card, CancellationToken cancellationToken)
    {
        var reply = await tools.Table.ReplyOfAsync(card, cancellationToken);
        if (card.State is not (CardState.Final or CardState.Plain))
        {
            if (reply is { IsInDoubt: not 0 })
            {
                PutOff(card, LongRetry / 10);
                return null;
            }

            if (reply is { IsCarried: not 0 })
            {
                card.Finish(isOpen: true);
            }
            else
            {
                GiveUp(card, "too-old");
                if (card.State != CardState.Plain)
                {
                    // Its reply is being sent.
                    PutOff(card, LongRetry / 10);
                    return null;
                }
            }
        }

        // What it shows is the reply, or may be.
        var isReply = card.State == CardState.Final || reply is { WentToCard: not 0 };
        var text = isReply ? card.Reply : CardText.Closing(card.Shown, IsFollowed(card, reply));
        var id = DeterministicId.From(card.ReplyId.ToString("N"), "close");
        return !isReply && text is not null && card.CloseSteps == 0
            ? Step(CardRoutes.Stream, cancel => platform.StreamAsync(card, id, text, isFinal: true, cancel))
            : Step(CardRoutes.Update, cancel => platform.FinishAsync(card, card.CloseSteps < CloseWays - 1 ? text : null, cancel));

        CardStep Step(SendRoute route, Func<CancellationToken, Task<CardResult>> make) =>
            new(card, route, CardRoutes.Low(route), make, result => Closed(card, result), () => true);
    }

    public void GiveUp(Card card, string reason)
    {
        if (card.GiveUp())
        {
            tools.Metrics.Plain(lease.Lane.Key, reason);
            Log.CardGivenUp(tools.Logger, card.ReplyId, reason);
        }
    }

    /// <summary>Whether its create was made is not known.</summary>
    public void Lose(Card card)
    {
        GiveUp(card, "failed");
        PutOff(card, Settling);
    }

    // The store forgets replies, after a day at the earliest.
    private bool? IsFollowed(Card card, CardReply? reply)
    {
        var age = tools.Time.GetElapsedTime(card.MadeAt);
        return reply is not null || age < Card.Life ? true : age < Remembered ? false : null;
    }

    private void Created(Card card, string text, CardResult result)
    {
        if (result is { Result: SendResult.Sent, Fault: CardFault.None })
        {
            card.Deliver(result.Carrier);
            card.Shown = text;
            return;
        }

        GiveUp(card, ReasonOf(result));
        if (result.Result is SendResult.Unknown || result.Fault is CardFault.Exists or CardFault.NotShown)
        {
            PutOff(card, Settling);
        }
        else
        {
            card.Close();
        }

        PauseAfter(result);
    }

    private void Framed(Card card, string text, CardResult result)
    {
        if (result.Result is SendResult.Sent)
        {
            card.Shown = text;
            tools.Metrics.Frame(lease.Lane.Key);
            return;
        }

        card.NextFrameAt = After(Retry);
        if (result is { Result: SendResult.Unknown, Fault: CardFault.None })
        {
            PutOff(card, Settling);
        }

        if (result.Fault != CardFault.None || result.Result is SendResult.Refused or SendResult.Withheld or SendResult.Busy)
        {
            GiveUp(card, ReasonOf(result));
            if (result.Fault == CardFault.Gone)
            {
                card.Close();
            }
        }

        PauseAfter(result);
    }

    private void Closed(Card card, CardResult result)
    {
        if (result.Result is SendResult.Sent || result.Fault == CardFault.Gone)
        {
            card.Close();
            Log.CardClosed(tools.Logger, card.ReplyId);
        }
        else if (result.Fault == CardFault.NotStreamed || result.Result is SendResult.Refused or SendResult.Withheld or SendResult.Busy)
        {
            card.CloseSteps++;
            if (card.CloseSteps >= CloseWays)
            {
                card.Close();
                Log.CardNotClosed(tools.Logger, card.ReplyId, result.Result.Text);
            }
        }
        else
        {
            PutOff(card, result.Result is SendResult.QuotaGone ? LongRetry : Retry);
        }
    }

    // Of the platform as a whole, not of this card or this text.
    private void PauseAfter(CardResult result)
    {
        var isOfAll = result.Fault == CardFault.NotStreamed
            || (result.Fault == CardFault.None && result.Result is SendResult.Throttled or SendResult.Busy or SendResult.Unknown or SendResult.Refused);
        if (!isOfAll)
        {
            return;
        }

        if (!IsPaused)
        {
            Log.CardsPaused(tools.Logger, lease.Lane.Key, Pause.TotalMinutes, result.Result.Text);
        }

        book.PausedUntil = After(Pause);
    }

    private void PutOff(Card card, TimeSpan wait) => card.CloseAt = After(wait);

    private long After(TimeSpan wait) => tools.Time.GetTimestamp() + (long)(wait.TotalSeconds * tools.Time.TimestampFrequency);

    private static string ReasonOf(CardResult result) => result.Fault switch
    {
        CardFault.NotStreamed => "template",
        CardFault.NotShown => "not-shown",
        CardFault.Answered => "answered",
        CardFault.Exists or CardFault.Gone => "no-card",
        _ => result.Result.Outcome.ToLowerInvariant(),
    };
}
