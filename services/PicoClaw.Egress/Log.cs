namespace PicoClaw.Egress;

internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Debug, "Reply {Id} is already in the outbox; the copy is dropped")]
    public static partial void ReplyKnown(ILogger logger, Guid id);

    [LoggerMessage(401, LogLevel.Warning, "The outcome of call {CallId} for reply {DeliveryId} is unknown: its process ended or was cut off. {Consequence}")]
    public static partial void OutcomeLost(ILogger logger, string deliveryId, string callId, string consequence);

    [LoggerMessage(402, LogLevel.Warning, "The outcome of call {CallId}, of {Count} replies from {DeliveryId} on, is unknown: {Reason} {Consequence}")]
    public static partial void OutcomeUnknown(ILogger logger, string deliveryId, Guid callId, int count, string reason, string consequence);

    [LoggerMessage(403, LogLevel.Error, "Reply {DeliveryId} is given up: {Reason}")]
    public static partial void DeliveryFailed(ILogger logger, string deliveryId, string reason);

    [LoggerMessage(404, LogLevel.Warning, "Reply {DeliveryId} waits {Delay}: {Reason}")]
    public static partial void Postponed(ILogger logger, string deliveryId, TimeSpan delay, string reason);

    [LoggerMessage(
        406,
        LogLevel.Warning,
        "Account {Account} has used {Used} of its {Limit} API calls of this month. When none is left, only session webhooks are answered")]
    public static partial void QuotaShort(ILogger logger, string account, long used, int limit);

    [LoggerMessage(
        407,
        LogLevel.Error,
        "The platform says that the organization of account {Account} has used up its API calls of {Month}. Only session webhooks are answered; "
        + "the platform is asked again once an hour. Buy calls, or wait for the month's end")]
    public static partial void QuotaGone(ILogger logger, string account, string month);

    [LoggerMessage(
        420,
        LogLevel.Warning,
        "Account {Account} has sent {Webhooks} webhook replies this month. With the messages that they answer, that is about {Used} of its {Limit} "
        + "webhook and Stream calls. Nothing is blocked here; check the usage in the developer console")]
    public static partial void StreamQuotaShort(ILogger logger, string account, long webhooks, long used, int limit);

    [LoggerMessage(421, LogLevel.Information, "The platform accepts API calls of account {Account} in {Month} again")]
    public static partial void QuotaBack(ILogger logger, string account, string month);

    [LoggerMessage(408, LogLevel.Warning, "The outcomes of {Count} replies could not be published: {Reason}")]
    public static partial void OutcomesLost(ILogger logger, long count, string reason);

    [LoggerMessage(409, LogLevel.Error, "Cleaning the outbox failed and will be tried again")]
    public static partial void CleaningFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        410,
        LogLevel.Warning,
        "Account {Account} stops sending: {Reason} One reply at a time probes whether the platform serves it again; all others wait")]
    public static partial void AccountStopped(ILogger logger, string account, string reason);

    [LoggerMessage(411, LogLevel.Warning, "Account {Account} sends again after {Seconds:0} s")]
    public static partial void AccountResumed(ILogger logger, string account, double seconds);

    [LoggerMessage(412, LogLevel.Debug, "Reply {DeliveryId} waits {Delay}: {Reason}")]
    public static partial void WaitsForPlatform(ILogger logger, string deliveryId, TimeSpan delay, string reason);

    [LoggerMessage(413, LogLevel.Error, "The outcome of call {CallId} is known, but the store does not accept it; the next try is in {Delay}: {Reason}")]
    public static partial void OutcomeNotRecorded(ILogger logger, Guid callId, TimeSpan delay, string reason);

    [LoggerMessage(
        414,
        LogLevel.Warning,
        "The outcome of call {CallId} came too late: another process has taken the account over and sent its replies again. They may appear twice")]
    public static partial void OutcomeTooLate(ILogger logger, Guid callId);

    [LoggerMessage(
        422,
        LogLevel.Warning,
        "Session webhooks of account {Account} lead to {Host}, which is not DingTalk's: they are not called, and its replies cost API calls. "
        + "If the host is yours, set it as oapi_base of the account")]
    public static partial void ForeignWebhook(ILogger logger, string account, string host);

    [LoggerMessage(
        423,
        LogLevel.Warning,
        "The file of reply {DeliveryId} cannot be sent; the user gets a sentence in its place. If it is about rights or the secret, mend them at the "
        + "platform: {Reason}")]
    public static partial void Replaced(ILogger logger, string deliveryId, string reason);

    [LoggerMessage(
        424,
        LogLevel.Warning,
        "Account {Account} has uploaded a file, but the store does not keep its id: it is uploaded again when it is needed again. {Reason}")]
    public static partial void UploadNotKept(ILogger logger, string account, string reason);

    [LoggerMessage(430, LogLevel.Debug, "Notification {Id} is put into the outbox for {Count} recipients")]
    public static partial void NotificationReleased(ILogger logger, string id, int count);

    [LoggerMessage(431, LogLevel.Debug, "Notification {Id} came before as {First}; the copy is dropped")]
    public static partial void NotificationKnown(ILogger logger, Guid id, Guid first);

    [LoggerMessage(432, LogLevel.Error, "Notifications that are due could not be put into the outbox and will be tried again: {Reason}")]
    public static partial void NotificationsNotReleased(ILogger logger, string reason);

    [LoggerMessage(433, LogLevel.Warning, "A request to /v1/messages from {Address} was refused: its token is none of notifications.tokens")]
    public static partial void TokenRefused(ILogger logger, string address);

    [LoggerMessage(405, LogLevel.Error, "Replies before number {Sequence} of lane {LaneId} never came; they are skipped")]
    public static partial void GapSkipped(ILogger logger, string laneId, long sequence);

    [LoggerMessage(445, LogLevel.Debug, "Announcement {DeliveryId} is left out: {Reason}")]
    public static partial void LeftOut(ILogger logger, string deliveryId, string reason);

    [LoggerMessage(455, LogLevel.Debug, "The agents were not told the accounts' plans of cards, and are told again in 20 s: {Reason}")]
    public static partial void CardPlansNotTold(ILogger logger, string reason);

    [LoggerMessage(449, LogLevel.Warning, "It could not be asked who has read a message; the client is told to ask again: {Reason}")]
    public static partial void ReceiptNotAnswered(ILogger logger, string reason);

    [LoggerMessage(415, LogLevel.Debug, "Account {Account} has no address for an attachment: {Reason}")]
    public static partial void NoAddress(ILogger logger, string account, string reason);

    [LoggerMessage(416, LogLevel.Warning, "A request for an attachment's address was not answered, and the agent asks again: {Reason}")]
    public static partial void AddressNotAnswered(ILogger logger, string reason);

    [LoggerMessage(
        434,
        LogLevel.Warning,
        "Account {Account} makes no new cards for {Minutes} minutes: its replies come as messages, and open cards are finished. If it is about rights, "
        + "grant Card.Instance.Write and Card.Streaming.Write; if about the template, check card_template: {Reason}")]
    public static partial void CardsPaused(ILogger logger, string account, double minutes, string reason);

    [LoggerMessage(435, LogLevel.Information, "Reply {ReplyId} comes as a message and not on its card: {Reason}")]
    public static partial void CardGivenUp(ILogger logger, Guid replyId, string reason);

    [LoggerMessage(436, LogLevel.Warning, "The card of reply {ReplyId} cannot be closed and may look unfinished for ever; nothing is lost by it: {Reason}")]
    public static partial void CardNotClosed(ILogger logger, Guid replyId, string reason);

    [LoggerMessage(437, LogLevel.Error, "A card of account {Account} could not be served and is tried again: {Reason}")]
    public static partial void CardDeskFailed(ILogger logger, string account, string reason);

    [LoggerMessage(438, LogLevel.Debug, "The card of reply {ReplyId} is closed")]
    public static partial void CardClosed(ILogger logger, Guid replyId);

    [LoggerMessage(439, LogLevel.Error, "Cards that stand open could not be looked for and will be looked for again in a minute: {Reason}")]
    public static partial void CardsNotSwept(ILogger logger, string reason);

    [LoggerMessage(
        446,
        LogLevel.Warning,
        "Account {Account} puts no reactions on messages for {Minutes} minutes; replies are not touched by it. If it is about rights, grant the robot's "
        + "rights again or set reaction to off: {Reason}")]
    public static partial void ReactionsPaused(ILogger logger, string account, double minutes, string reason);

    [LoggerMessage(447, LogLevel.Warning, "A reaction of account {Account} could not be served; replies are not touched by it: {Reason}")]
    public static partial void ReactionsFailed(ILogger logger, string account, string reason);

    [LoggerMessage(448, LogLevel.Warning, "Reactions that stand for too long could not be looked for and will be looked for again in a minute: {Reason}")]
    public static partial void ReactionsNotSwept(ILogger logger, string reason);
}
