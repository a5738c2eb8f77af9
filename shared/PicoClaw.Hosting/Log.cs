using Microsoft.Extensions.Logging;

namespace PicoClaw.Hosting;

internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Warning, "{Warning}")]
    public static partial void ConfigWarning(ILogger logger, string warning);

    [LoggerMessage(501, LogLevel.Debug, "After a failed start, stopping failed too: {Reason}")]
    public static partial void StopFailed(ILogger logger, string reason);
}
