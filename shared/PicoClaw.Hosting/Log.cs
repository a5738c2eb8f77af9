using Microsoft.Extensions.Logging;

namespace PicoClaw.Hosting;

internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Warning, "{Warning}")]
    public static partial void ConfigWarning(ILogger logger, string warning);

    [LoggerMessage(501, LogLevel.Debug, "After a failed start, stopping failed too: {Reason}")]
    public static partial void StopFailed(ILogger logger, string reason);

    [LoggerMessage(502, LogLevel.Warning, "Messages to {Intake} are not taken; each waits and is sent again, and nothing is lost: {Reason}")]
    public static partial void NotTaken(ILogger logger, string intake, string reason);

    [LoggerMessage(503, LogLevel.Information, "Messages to {Intake} are taken again, after {Refused} refused sends in {Seconds:0} s")]
    public static partial void TakenAgain(ILogger logger, string intake, int refused, double seconds);
}
