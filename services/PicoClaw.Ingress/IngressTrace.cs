using System.Diagnostics;
using PicoClaw.Hosting.Telemetry;
using PicoClaw.Ingress.Spool.Files;

namespace PicoClaw.Ingress;

/// <summary>The activity source "PicoClaw.Ingress": ids, nothing of what was said.</summary>
internal static class IngressTrace
{
    public const string SourceName = "PicoClaw.Ingress";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>From the spool to the broker, under the frame that brought the message.</summary>
    public static Activity? Drain(SpooledMessage spooled) =>
        Source.StartUnder("ingress spool", spooled.Trace)?.SetTag("messaging.message.id", spooled.Id);
}
