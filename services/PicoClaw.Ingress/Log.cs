namespace PicoClaw.Ingress;

internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Warning, "Account {Account} has no allow_from: everyone in the organization may talk to the bot")]
    public static partial void EveryoneAllowed(ILogger logger, string account);

    [LoggerMessage(201, LogLevel.Warning, "Account {Account} received message {PlatformMessageId}, which cannot be handled: {Problem}")]
    public static partial void Unmapped(ILogger logger, string account, string platformMessageId, string problem);

    [LoggerMessage(202, LogLevel.Debug, "Account {Account} does not answer message {Id}: {Reason}")]
    public static partial void Dropped(ILogger logger, string account, Guid id, string reason);

    [LoggerMessage(204, LogLevel.Information, "Account {Account} does not answer {Sender} ({Name}): not in allow_from")]
    public static partial void NotAllowed(ILogger logger, string account, string sender, string name);

    [LoggerMessage(
        205,
        LogLevel.Warning,
        "DingTalk withholds messages to account {Account}: the organization has used up its quota; buy more or wait for the end of the month: {Reason}")]
    public static partial void QuotaExhausted(ILogger logger, string account, string reason);

    [LoggerMessage(203, LogLevel.Debug, "Account {Account} withholds the ack of message {Id}, so DingTalk will send it again: {Reason}")]
    public static partial void Withheld(ILogger logger, string account, Guid id, string reason);
}
