namespace PicoClaw.Ingress;

internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Warning, "Account {Account} has no allow_from: everyone in the organization may talk to the bot")]
    public static partial void EveryoneAllowed(ILogger logger, string account);

    [LoggerMessage(201, LogLevel.Warning, "Account {Account} heard message {PlatformMessageId}, which cannot be handled: {Problem}")]
    public static partial void Unmapped(ILogger logger, string account, string platformMessageId, string problem);

    [LoggerMessage(202, LogLevel.Debug, "Account {Account} stays silent on message {Id}: {Reason}")]
    public static partial void Dropped(ILogger logger, string account, Guid id, string reason);

    [LoggerMessage(204, LogLevel.Information, "Account {Account} stays silent to {Sender} ({Name}): not in allow_from")]
    public static partial void NotAllowed(ILogger logger, string account, string sender, string name);

    [LoggerMessage(205, LogLevel.Warning, "DingTalk keeps back what people write to account {Account}, as the organization has used up its quota; buy more or wait for the month's end: {Reason}")]
    public static partial void QuotaExhausted(ILogger logger, string account, string reason);

    [LoggerMessage(203, LogLevel.Debug, "Account {Account} withholds the ack of message {Id}, so that DingTalk sends it again: {Reason}")]
    public static partial void Withheld(ILogger logger, string account, Guid id, string reason);
}
