using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// Creates, delivers, updates and streams interactive cards; see <see cref="RobotClient.Cards"/>. A card is named by the caller
/// (<c>outTrackId</c>), so a call whose outcome is unknown can be repeated without a second card. Needs the permissions
/// <c>Card.Instance.Write</c> and <c>Card.Streaming.Write</c>. Each call is one API call of the month. Source: docs/dingtalk-protocol.md 4.5
/// and B3.
/// </summary>
public sealed class CardClient
{
    /// <summary>The code of a <see cref="PermanentException"/> for a card that exists already: an earlier call created it.</summary>
    public const string AlreadyExists = "param.cardAlreadyExist";

    private readonly AuthorizedCaller _authorized;
    private readonly Uri _instances;
    private readonly Uri _deliver;
    private readonly Uri _createAndDeliver;
    private readonly Uri _streaming;

    internal CardClient(DingTalkApiOptions options, AuthorizedCaller authorized)
    {
        _authorized = authorized;
        _instances = new Uri(options.ApiBaseAddress, "/v1.0/card/instances");
        _deliver = new Uri(options.ApiBaseAddress, "/v1.0/card/instances/deliver");
        _createAndDeliver = new Uri(options.ApiBaseAddress, "/v1.0/card/instances/createAndDeliver");
        _streaming = new Uri(options.ApiBaseAddress, "/v1.0/card/streaming");
    }

    /// <summary>Creates a card without showing it.</summary>
    /// <param name="card">The card.</param>
    /// <param name="cancellationToken">Cancels the call; calling again is safe.</param>
    /// <exception cref="PermanentException">Refused; its code is <see cref="AlreadyExists"/> when an earlier call created it.</exception>
    /// <exception cref="UnknownOutcomeException">It may have been created; create it again.</exception>
    /// <exception cref="DingTalkException">As for <see cref="RobotClient.SendToGroupAsync"/>.</exception>
    public Task CreateAsync(NewCard card, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(card);
        return PostAsync(_instances, card.Body(), DingTalkJsonContext.Relaxed.CardCreateBody, cancellationToken);
    }

    /// <summary>Shows a card that exists. Whether a repeated call shows it twice is unconfirmed.</summary>
    /// <param name="outTrackId">The card.</param>
    /// <param name="space">Where to show it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it is shown: a successful call may have reached nobody.</returns>
    /// <exception cref="UnknownOutcomeException">It may be shown.</exception>
    /// <exception cref="DingTalkException">As for <see cref="RobotClient.SendToGroupAsync"/>.</exception>
    public async Task<CardDelivery> DeliverAsync(string outTrackId, CardSpace space, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outTrackId);
        ArgumentNullException.ThrowIfNull(space);
        var body = space.Body(outTrackId);
        var answer = await PostAsync(_deliver, body, DingTalkJsonContext.Relaxed.CardDeliverBody, cancellationToken).ConfigureAwait(false);
        return CardDelivery.Read(answer);
    }

    /// <summary>Creates a card and shows it, in one call.</summary>
    /// <param name="card">The card.</param>
    /// <param name="space">Where to show it.</param>
    /// <param name="cancellationToken">Cancels the call; calling again creates no second card.</param>
    /// <returns>Whether it is shown: a successful call may have reached nobody.</returns>
    /// <exception cref="PermanentException">Refused; its code is <see cref="AlreadyExists"/> when an earlier call created it.</exception>
    /// <exception cref="UnknownOutcomeException">It may have been created and may be shown.</exception>
    /// <exception cref="DingTalkException">As for <see cref="RobotClient.SendToGroupAsync"/>.</exception>
    public async Task<CardDelivery> CreateAndDeliverAsync(NewCard card, CardSpace space, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(space);
        var body = card.Body(space);
        var answer = await PostAsync(_createAndDeliver, body, DingTalkJsonContext.Relaxed.CardCreateBody, cancellationToken).ConfigureAwait(false);
        return CardDelivery.Read(answer);
    }

    /// <summary>Sets variables for everybody; those that are not named keep their values. It works on a finished card as well.</summary>
    /// <param name="outTrackId">The card.</param>
    /// <param name="variables">Their new values.</param>
    /// <param name="cancellationToken">Cancels the call; calling again is safe.</param>
    /// <exception cref="DingTalkException">As for <see cref="RobotClient.SendToGroupAsync"/>; repeating is always safe.</exception>
    public Task UpdateAsync(string outTrackId, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outTrackId);
        ArgumentNullException.ThrowIfNull(variables);
        var body = new CardUpdateBody(outTrackId, new(variables), new CardUpdateChoice(UpdateCardDataByKey: true));
        return PutAsync(_instances, body, DingTalkJsonContext.Relaxed.CardUpdateBody, cancellationToken);
    }

    /// <summary>Writes the whole text of a streamed variable as it grows.</summary>
    /// <param name="outTrackId">The card.</param>
    /// <param name="frame">The text so far.</param>
    /// <param name="cancellationToken">Cancels the call; calling again with the same frame is safe.</param>
    /// <exception cref="UnknownOutcomeException">It may be shown; the code <c>unknownError</c> means that the template lacks the variable.</exception>
    /// <exception cref="DingTalkException">As for <see cref="RobotClient.SendToGroupAsync"/>; repeating is safe.</exception>
    public Task StreamAsync(string outTrackId, CardFrame frame, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outTrackId);
        ArgumentNullException.ThrowIfNull(frame);

        // Markdown takes the whole text only.
        var body = new CardStreamBody(outTrackId, frame.Id, frame.Key, frame.Content, IsFull: true, frame.IsFinal, frame.IsError);
        return PutAsync(_streaming, body, DingTalkJsonContext.Relaxed.CardStreamBody, cancellationToken);
    }

    private async Task<ApiAnswer> PostAsync<T>(Uri address, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        (await _authorized.PostAsync(address, JsonSerializer.SerializeToUtf8Bytes(body, type), cancellationToken).ConfigureAwait(false)).Succeeded();

    private async Task<ApiAnswer> PutAsync<T>(Uri address, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        (await _authorized.PutAsync(address, JsonSerializer.SerializeToUtf8Bytes(body, type), cancellationToken).ConfigureAwait(false)).Succeeded();
}
