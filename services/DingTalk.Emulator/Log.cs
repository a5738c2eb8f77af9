namespace DingTalk.Emulator;

// Log lines hold ids and counts only, no message texts and no secrets.
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "DingTalk emulator on {Address} for {Apps} app(s)")]
    public static partial void Started(ILogger logger, Uri address, int apps);

    [LoggerMessage(2, LogLevel.Information, "{App}: connection {Connection} open")]
    public static partial void LinkOpened(ILogger logger, string app, string connection);

    [LoggerMessage(3, LogLevel.Information, "{App}: connection {Connection} closed ({Reason})")]
    public static partial void LinkClosed(ILogger logger, string app, string connection, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{App}: connection {Connection} did not echo a ping")]
    public static partial void PingUnechoed(ILogger logger, string app, string connection);

    [LoggerMessage(5, LogLevel.Warning, "{App}: push {MsgId} given up after {Count} deliveries without an ack")]
    public static partial void PushAbandoned(ILogger logger, string app, string msgId, int count);

    [LoggerMessage(6, LogLevel.Information, "{App}: push {MsgId} re-sent, delivery {Count}")]
    public static partial void PushResent(ILogger logger, string app, string msgId, int count);

    [LoggerMessage(7, LogLevel.Warning, "{App}: malformed frame on connection {Connection}: {Problem}")]
    public static partial void MalformedFrame(ILogger logger, string app, string connection, string problem);

    [LoggerMessage(8, LogLevel.Warning, "Connection refused: {Code}")]
    public static partial void OpenRefused(ILogger logger, string code);

    [LoggerMessage(9, LogLevel.Information, "Faults changed: {Armed} armed")]
    public static partial void FaultsChanged(ILogger logger, int armed);

    [LoggerMessage(
        10, LogLevel.Warning, "{Method} {Path} is not emulated and was answered 404; check path and method, or the emulator's README")]
    public static partial void PathUnknown(ILogger logger, string method, string path);

    [LoggerMessage(12, LogLevel.Warning, "Request refused. {Problem}")]
    public static partial void CallerRefused(ILogger logger, string problem);
}
