using DingTalk.Stream.OpenApi;
using PicoClaw.Contracts;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Cards.Planning;

namespace PicoClaw.Egress.Channels.DingTalk.Cards;

/// <summary>DingTalk's AI cards: docs/dingtalk-protocol.md 4.5 and B3.</summary>
internal sealed class DingTalkCards(DingTalkAccounts accounts, ReplyTargets targets) : ICardPlatform
{
    // Streaming to a finished card and to a variable that is not there are answered alike.
    private const string NotStreamed = "unknownError";

    private static readonly string[] Gone = ["param.stream.outTrackId", "param.cardNotExist"];

    public string Channel => DingTalkChannel.ChannelName;

    public CardsMode ModeOf(string account) => accounts.Find(account)?.Cards ?? CardsMode.Off;

    public string? PlaceOf(ReplyProgress progress)
    {
        if (accounts.Find(progress.Conversation.Account) is not { CardTemplateId: { } template } account)
        {
            return null;
        }

        try
        {
            var target = targets.Read(account, progress.Conversation, progress.ReplyRoute.Address);
            IReadOnlyList<string> mentions = target.IsGroup ? [.. progress.Askers.Where(id => id.Length > 0 && !DingTalkComposer.IsEncrypted(id))] : [];
            return (target.IsGroup ? target.OpenConversationId : target.UserId) is { Length: > 0 } id && (target.IsGroup || !DingTalkComposer.IsEncrypted(id))
                ? new CardPlace(template, target.RobotCode, target.IsGroup ? id : null, target.IsGroup ? null : id, mentions).Serialize()
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public Task<CardResult> CreateAsync(Card card, string text, CancellationToken cancellationToken) => CallAsync(
        card,
        CardRoutes.Create,
        async (account, place, template) =>
        {
            var created = new NewCard(place.TemplateId, Id(card), template.First(text, account.HasThumbs)) { MentionUserIds = place.Mentions };
            var delivery = await account.Client.Cards.CreateAndDeliverAsync(created, place.Space, cancellationToken);
            return delivery.Error is { } error
                ? new CardResult(new SendResult.Refused(error), CardFault.NotShown)
                : new CardResult(SendResult.Sent.ToAll, Carrier: delivery.CarrierId);
        },
        cancellationToken);

    public Task<CardResult> StreamAsync(Card card, Guid frameId, string text, bool isFinal, CancellationToken cancellationToken) => CallAsync(
        card,
        CardRoutes.Stream,
        async (account, _, template) =>
        {
            await account.Client.Cards.StreamAsync(Id(card), new CardFrame(frameId.ToString(), template.Key, text) { IsFinal = isFinal }, cancellationToken);
            return new CardResult(SendResult.Sent.ToAll);
        },
        cancellationToken);

    public Task<CardResult> FinishAsync(Card card, string? text, CancellationToken cancellationToken) => CallAsync(
        card,
        CardRoutes.Update,
        async (account, _, template) =>
        {
            await account.Client.Cards.UpdateAsync(Id(card), template.Last(text), cancellationToken);
            return new CardResult(SendResult.Sent.ToAll);
        },
        cancellationToken);

    private static string Id(Card card) => card.ReplyId.ToString("N");

    private async Task<CardResult> CallAsync(
        Card card, SendRoute route, Func<DingTalkAccount, CardPlace, CardTemplate, Task<CardResult>> callAsync, CancellationToken cancellationToken)
    {
        if (accounts.Find(card.Account) is not { } account)
        {
            return new CardResult(new SendResult.Refused($"the account \"{card.Account}\" is not configured or not enabled"));
        }

        try
        {
            var place = CardPlace.Parse(card.Place);
            return await callAsync(account, place, CardTemplate.Of(place.TemplateId));
        }
        catch (Exception exception) when (SendErrors.ResultOf(exception, route, account, cancellationToken) is { } result)
        {
            return new CardResult(result, FaultOf(exception));
        }
    }

    private static CardFault FaultOf(Exception exception) => exception switch
    {
        PermanentException { Code: CardClient.AlreadyExists } => CardFault.Exists,
        PermanentException { Code: { } code } when Gone.Contains(code) => CardFault.Gone,
        UnknownOutcomeException { Code: NotStreamed } => CardFault.NotStreamed,
        _ => CardFault.None,
    };
}
