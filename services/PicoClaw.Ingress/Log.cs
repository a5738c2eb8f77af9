namespace PicoClaw.Ingress;

internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Warning, "Account {Account} has no allow_from: everyone in the organization may talk to the bot")]
    public static partial void EveryoneAllowed(ILogger logger, string account);

    [LoggerMessage(201, LogLevel.Warning, "Account {Account} heard message {PlatformMessageId}, which cannot be handled: {Problem}")]
    public static partial void Unmapped(ILogger logger, string account, string platformMessageId, string problem);

    [LoggerMessage(202, LogLevel.Debug, "Account {Account} stays silent on message {Id}: {Reason}")]
    public static partial void Dropped(ILogger logger, string account, Guid id, string reason);

    [LoggerMessage(203, LogLevel.Debug, "Account {Account} withholds the ack of message {Id}, so that DingTalk sends it again: {Reason}")]
    public static partial void Withheld(ILogger logger, string account, Guid id, string reason);
}
