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

    [LoggerMessage(206, LogLevel.Warning, "Messages go to the spool in {Folder} and are acked, because the broker does not confirm; check it: {Reason}")]
    public static partial void SpoolBegins(ILogger logger, string folder, string reason);

    [LoggerMessage(207, LogLevel.Information, "The spool is empty again: {Count} messages went to the broker, {Seconds:0} s after the first was spooled")]
    public static partial void SpoolEmpty(ILogger logger, int count, double seconds);

    [LoggerMessage(208, LogLevel.Information, "{Count} messages of an earlier process wait in {File}; they go to the broker before newer ones")]
    public static partial void SpoolRecovered(ILogger logger, int count, string file);

    [LoggerMessage(
        209,
        LogLevel.Error,
        "The spool in {Folder} cannot be used, so acks are withheld while the broker does not confirm; check the disk: {Reason}")]
    public static partial void SpoolFailed(ILogger logger, string folder, string reason);

    [LoggerMessage(210, LogLevel.Information, "The spool in {Folder} works again")]
    public static partial void SpoolWorks(ILogger logger, string folder);

    [LoggerMessage(
        211,
        LogLevel.Error,
        "The spool in {Folder} is full (ingress.spool.max_bytes: {Bytes}): acks are withheld, and DingTalk gives up after a few pushes; get the broker back")]
    public static partial void SpoolFull(ILogger logger, string folder, long bytes);

    [LoggerMessage(
        212,
        LogLevel.Warning,
        "The last {Bytes} bytes of {File} are no message, as after a crash; it was not acked, and DingTalk sends it again")]
    public static partial void SpoolTorn(ILogger logger, string file, int bytes);

    [LoggerMessage(
        213,
        LogLevel.Error,
        "{Bytes} bytes within {File} cannot be read; the rest goes to the broker, and the file stays as .damaged; check the disk")]
    public static partial void SpoolDamaged(ILogger logger, string file, int bytes);

    [LoggerMessage(214, LogLevel.Information, "The intake spool is off: while the broker does not confirm, acks are withheld; set ingress.spool.directory")]
    public static partial void SpoolOff(ILogger logger);

    [LoggerMessage(215, LogLevel.Error, "A message in {File} cannot be read any more and is lost; the file stays as .damaged; check the disk")]
    public static partial void SpoolLost(ILogger logger, string file);

    [LoggerMessage(216, LogLevel.Warning, "{File} is drained and cannot be removed; remove it, or the next start sends its messages again: {Reason}")]
    public static partial void SpoolNotRemoved(ILogger logger, string file, string reason);

    [LoggerMessage(217, LogLevel.Debug, "Account {Account} was told of a press on card {Card}, which this bot did not make")]
    public static partial void CardNotOurs(ILogger logger, string account, string card);

    [LoggerMessage(218, LogLevel.Information, "Account {Account} was told of a press on card {Card}, which has no effect: {Problem}")]
    public static partial void PressUnmapped(ILogger logger, string account, string card, string problem);

    [LoggerMessage(219, LogLevel.Information, "Account {Account} does not take a press of {Sender}: not in allow_from")]
    public static partial void PressNotAllowed(ILogger logger, string account, string sender);

    [LoggerMessage(220, LogLevel.Debug, "Account {Account} withholds the ack of press {Id}, so DingTalk will send it again: {Reason}")]
    public static partial void PressWithheld(ILogger logger, string account, Guid id, string reason);
}
