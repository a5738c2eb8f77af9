using System.Text;
using System.Text.Json;
using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// Sends messages as the app's robot. Every method makes one attempt (and a second one when the access token was refused, because then
/// nothing was sent) and throws a <see cref="DingTalkException"/> whose type says whether to retry. Source: docs/dingtalk-protocol.md 4.1
/// to 4.3 and 5.3.
/// </summary>
public sealed class RobotClient
{
    /// <summary>The most users per <see cref="SendToUsersAsync"/>.</summary>
    public const int MaxUsersPerCall = 20;

    /// <summary>The most messages per recall.</summary>
    public const int MaxKeysPerRecall = 20;

    private readonly DingTalkApiOptions _options;
    private readonly ApiCaller _caller;
    private readonly AuthorizedCaller _authorized;
    private readonly WebhookGuard _guard;
    private readonly Uri _batchSend;
    private readonly Uri _groupSend;
    private readonly Uri _groupRecall;
    private readonly Uri _batchRecall;

    /// <summary>Creates a client. Keep it, because it caches the access token.</summary>
    /// <param name="options">Credentials, addresses and deadlines.</param>
    /// <param name="http">
    /// Not disposed. Its handler must not follow redirects (<c>AllowAutoRedirect = false</c>), or a webhook could lead to another host,
    /// and must not retry, or messages are duplicated.
    /// </param>
    /// <param name="time">The clock of deadlines and token expiry.</param>
    /// <param name="logger">Gets ids and codes; never texts, tokens, secrets or webhooks.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    public RobotClient(DingTalkApiOptions options, HttpClient http, TimeProvider time, ILogger<RobotClient> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        options.Validate();
        _options = options;
        _caller = new ApiCaller(options, http, time);
        _authorized = new AuthorizedCaller(options, _caller, time, logger);
        Media = new MediaClient(options, _caller, _authorized);
        Cards = new CardClient(options, _authorized);
        Reactions = new ReactionClient(options, _authorized);
        Receipts = new ReceiptClient(options, _authorized);
        _guard = new WebhookGuard(options.OapiBaseAddress, options.ApiBaseAddress);
        _batchSend = new Uri(options.ApiBaseAddress, "/v1.0/robot/oToMessages/batchSend");
        _groupSend = new Uri(options.ApiBaseAddress, "/v1.0/robot/groupMessages/send");
        _groupRecall = new Uri(options.ApiBaseAddress, "/v1.0/robot/groupMessages/recall");
        // DingTalk spells this one "oto" in lower case.
        _batchRecall = new Uri(options.ApiBaseAddress, "/v1.0/robot/otoMessages/batchRecall");
    }

    internal string ClientId => _options.ClientId;

    internal TimeSpan ThrottleDelay => _options.ThrottleDelay;

    /// <summary>Downloads and uploads, with the same access token.</summary>
    public MediaClient Media { get; }

    /// <summary>Interactive cards, with the same access token.</summary>
    public CardClient Cards { get; }

    /// <summary>Reactions on messages, with the same access token.</summary>
    public ReactionClient Reactions { get; }

    /// <summary>Who has read what was sent, with the same access token.</summary>
    public ReceiptClient Receipts { get; }

    /// <summary>
    /// The number of bytes that <see cref="SendBySessionAsync"/> would send; DingTalk accepts 20 000 (docs/dingtalk-protocol.md 5.2).
    /// </summary>
    /// <param name="message">The message.</param>
    /// <exception cref="ArgumentException">
    /// It mentions more than 50 people, or is a card without buttons or a feed without links.
    /// </exception>
    public static int MeasureSessionBody(SessionMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Serialize(message).Length;
    }

    /// <summary>
    /// The number of bytes of the <c>msgParam</c> for users and groups; DingTalk accepts 15 000 (docs/dingtalk-protocol.md 5.2).
    /// </summary>
    /// <param name="message">The message.</param>
    public static int MeasureMessageParam(RobotMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Encoding.UTF8.GetByteCount(message.Param);
    }

    /// <summary>
    /// The app's access token for DingTalk's other APIs: the header <c>x-acs-dingtalk-access-token</c> for api.dingtalk.com, the query
    /// parameter <c>access_token</c> for oapi.dingtalk.com. It is a secret. This client caches it and renews it five minutes before it
    /// expires, so ask for it before every call; that does not count against the monthly quota. Source: docs/dingtalk-protocol.md 4.2.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The token.</returns>
    /// <exception cref="CredentialsException">The credentials are refused.</exception>
    /// <exception cref="DingTalkException">As for sending.</exception>
    public ValueTask<string> GetAccessTokenAsync(CancellationToken cancellationToken) => _authorized.TokenAsync(cancellationToken);

    /// <summary>
    /// Drops a token that another API refused (<c>InvalidAuthentication</c>, 40014), so <see cref="GetAccessTokenAsync"/> fetches a new
    /// one.
    /// </summary>
    /// <param name="token">The refused token; a newer one is kept.</param>
    public void ForgetAccessToken(string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        _authorized.Forget(token);
    }

    /// <summary>
    /// Whether <see cref="SendBySessionAsync"/> would call this webhook. Hosts other than DingTalk's must be configured as a base
    /// address.
    /// </summary>
    /// <param name="sessionWebhook">From <see cref="BotMessage.SessionWebhook"/>.</param>
    public bool MayCall(Uri sessionWebhook)
    {
        ArgumentNullException.ThrowIfNull(sessionWebhook);
        return _guard.Allows(sessionWebhook);
    }

    /// <summary>Replies through a message's session webhook. This costs no API call and needs no token.</summary>
    /// <param name="sessionWebhook">
    /// From <see cref="BotMessage.SessionWebhook"/>. Called only if it is https on dingtalk.com, dingtalk.io or a subdomain, or on a
    /// configured base address.
    /// </param>
    /// <param name="message">The message, with its mentions.</param>
    /// <param name="cancellationToken">
    /// Cancels the call; <see cref="CanceledAfterSendException"/> means that the message may have been sent.
    /// </param>
    /// <exception cref="ArgumentException">
    /// It mentions more than 50 people, or is a card without buttons or a feed without links.
    /// </exception>
    /// <exception cref="SessionExpiredException">The webhook has expired; use the robot API.</exception>
    /// <exception cref="ThrottledException">Too fast; wait 60 s at least.</exception>
    /// <exception cref="BusyException">DingTalk was too busy.</exception>
    /// <exception cref="PermanentException">Refused, or the webhook's host is not DingTalk's.</exception>
    /// <exception cref="UnknownOutcomeException">The message may have been sent.</exception>
    /// <exception cref="DingTalkUnreachableException">Nothing was sent.</exception>
    public async Task SendBySessionAsync(Uri sessionWebhook, SessionMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sessionWebhook);
        ArgumentNullException.ThrowIfNull(message);
        if (!_guard.Allows(sessionWebhook))
        {
            throw new PermanentException(
                "The session webhook was not called: its host is neither DingTalk's (https, dingtalk.com or dingtalk.io) nor a configured base address.");
        }

        var answer = await _caller.PostAsync(
            sessionWebhook, TrackedBody.Json(Serialize(message)), accessToken: null, _options.Timeout, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess || answer.Root?.NonEmptyText("errcode") is null)
        {
            throw ApiErrors.From(answer, _options.ThrottleDelay);
        }
    }

    /// <summary>Sends to users, each in their direct chat with the robot. One API call; mentions are not possible.</summary>
    /// <param name="robotCode">The robot that sends.</param>
    /// <param name="userIds">1 to 20 user ids (<c>senderStaffId</c>).</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">
    /// Cancels the call; <see cref="CanceledAfterSendException"/> means that the message may have been sent.
    /// </param>
    /// <returns>The key, and the users it did not reach: a successful call may have reached nobody.</returns>
    /// <exception cref="ArgumentException">No user, or more than 20.</exception>
    /// <exception cref="CredentialsException">The credentials are refused.</exception>
    /// <exception cref="ThrottledException">Too many calls.</exception>
    /// <exception cref="PermanentException">Refused permanently.</exception>
    /// <exception cref="UnlistedErrorException">Refused with an unlisted code.</exception>
    /// <exception cref="UnknownOutcomeException">The message may have been sent.</exception>
    /// <exception cref="DingTalkUnreachableException">Nothing was sent.</exception>
    public async Task<BatchSendResult> SendToUsersAsync(
        string robotCode, IReadOnlyList<string> userIds, RobotMessage message, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(robotCode);
        ArgumentNullException.ThrowIfNull(userIds);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfZero(userIds.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(userIds.Count, MaxUsersPerCall);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new BatchSendBody(robotCode, userIds, message.Key, message.Param), DingTalkJsonContext.Relaxed.BatchSendBody);
        var answer = await _authorized.PostAsync(_batchSend, body, cancellationToken).ConfigureAwait(false);
        return new BatchSendResult(
            QueryKey(answer),
            [.. Ids(answer, "invalidStaffIdList"), .. Ids(answer, "filteredStaffIdList")],
            [.. Ids(answer, "flowControlledStaffIdList")]);
    }

    /// <summary>Sends to a group that the robot is in. One API call; mentions are not possible.</summary>
    /// <param name="robotCode">The robot that sends.</param>
    /// <param name="openConversationId">The group's <see cref="BotMessage.ConversationId"/>, case-sensitive.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">
    /// Cancels the call; <see cref="CanceledAfterSendException"/> means that the message may have been sent.
    /// </param>
    /// <returns>The key for recalling the message, and for <see cref="Receipts"/>.</returns>
    /// <exception cref="CredentialsException">The credentials are refused.</exception>
    /// <exception cref="ThrottledException">Too many calls.</exception>
    /// <exception cref="PermanentException">Refused permanently.</exception>
    /// <exception cref="UnlistedErrorException">Refused with an unlisted code.</exception>
    /// <exception cref="UnknownOutcomeException">The message may have been sent.</exception>
    /// <exception cref="DingTalkUnreachableException">Nothing was sent.</exception>
    public async Task<string> SendToGroupAsync(
        string robotCode, string openConversationId, RobotMessage message, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(robotCode);
        ArgumentException.ThrowIfNullOrWhiteSpace(openConversationId);
        ArgumentNullException.ThrowIfNull(message);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new GroupSendBody(robotCode, openConversationId, message.Key, message.Param), DingTalkJsonContext.Relaxed.GroupSendBody);
        return QueryKey(await _authorized.PostAsync(_groupSend, body, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Recalls group messages within 24 h. Replies through a session webhook have no key and cannot be recalled. One API call.
    /// </summary>
    /// <param name="robotCode">The robot that sent them.</param>
    /// <param name="openConversationId">The group, case-sensitive.</param>
    /// <param name="processQueryKeys">1 to 20 keys returned by sending.</param>
    /// <param name="cancellationToken">Cancels the call; recalling again is harmless.</param>
    /// <returns>The recalled keys, and the reasons for the others.</returns>
    /// <exception cref="ArgumentException">No key, or more than 20.</exception>
    /// <exception cref="DingTalkException">As for sending.</exception>
    public async Task<RecallResult> RecallFromGroupAsync(
        string robotCode, string openConversationId, IReadOnlyList<string> processQueryKeys, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(openConversationId);
        CheckRecall(robotCode, processQueryKeys);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new GroupRecallBody(openConversationId, robotCode, processQueryKeys), DingTalkJsonContext.Relaxed.GroupRecallBody);
        return Recalled(await _authorized.PostAsync(_groupRecall, body, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Recalls direct messages within 24 h. One API call.</summary>
    /// <param name="robotCode">The robot that sent them.</param>
    /// <param name="processQueryKeys">1 to 20 keys returned by sending.</param>
    /// <param name="cancellationToken">Cancels the call; recalling again is harmless.</param>
    /// <returns>The recalled keys, and the reasons for the others.</returns>
    /// <exception cref="ArgumentException">No key, or more than 20.</exception>
    /// <exception cref="DingTalkException">As for sending.</exception>
    public async Task<RecallResult> RecallFromUsersAsync(string robotCode, IReadOnlyList<string> processQueryKeys, CancellationToken cancellationToken)
    {
        CheckRecall(robotCode, processQueryKeys);
        var body = JsonSerializer.SerializeToUtf8Bytes(new BatchRecallBody(robotCode, processQueryKeys), DingTalkJsonContext.Relaxed.BatchRecallBody);
        return Recalled(await _authorized.PostAsync(_batchRecall, body, cancellationToken).ConfigureAwait(false));
    }

    private static void CheckRecall(string robotCode, IReadOnlyList<string> processQueryKeys)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(robotCode);
        ArgumentNullException.ThrowIfNull(processQueryKeys);
        ArgumentOutOfRangeException.ThrowIfZero(processQueryKeys.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(processQueryKeys.Count, MaxKeysPerRecall);
    }

    private static RecallResult Recalled(ApiAnswer answer)
    {
        var failed = answer.Root?.Child("failedResult") is { ValueKind: JsonValueKind.Object } results ? results : (JsonElement?)null;
        if (failed is null && answer.Root?.Child("successResult") is not { ValueKind: JsonValueKind.Array })
        {
            throw new UnknownOutcomeException("DingTalk's answer names no message; they may have been recalled.")
            {
                Status = answer.Status,
                RequestId = answer.RequestId,
            };
        }

        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in failed?.EnumerateObject() ?? default)
        {
            reasons[key.Name] = key.Value.AsText() ?? key.Value.GetRawText();
        }

        return new RecallResult([.. Ids(answer, "successResult")], reasons);
    }

    private static byte[] Serialize(SessionMessage message) =>
        JsonSerializer.SerializeToUtf8Bytes(message.ToBody(), DingTalkJsonContext.Relaxed.SessionBody);

    private static string QueryKey(ApiAnswer answer) => answer.Root?.NonEmptyText("processQueryKey")
        ?? throw new UnknownOutcomeException($"DingTalk's answer (HTTP {(int)answer.Status}) lacks a processQueryKey; the message may have been sent.")
        {
            Status = answer.Status,
        };

    private static IEnumerable<string> Ids(ApiAnswer answer, string list) =>
        answer.Root?.Child(list) is { ValueKind: JsonValueKind.Array } ids ? ids.EnumerateArray().Select(id => id.AsText()).OfType<string>() : [];
}
