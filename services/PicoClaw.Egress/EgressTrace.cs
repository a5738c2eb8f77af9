using System.Diagnostics;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Sending;
using PicoClaw.Hosting.Telemetry;

namespace PicoClaw.Egress;

/// <summary>The activity source "PicoClaw.Egress": ids and counts, nothing of what is sent.</summary>
internal static class EgressTrace
{
    private static readonly ActivitySource Source = new("PicoClaw.Egress");

    /// <summary>From the broker's delivery to the commit.</summary>
    public static Activity? Intake(Guid replyId) => Source.StartActivity("egress intake")?.SetTag("picoclaw.reply.id", replyId);

    public static Activity? Notification(Guid id) => Source.StartActivity("egress intake")?.SetTag("picoclaw.notification.id", id);

    /// <summary>The wait for a permit is over.</summary>
    public static void Waited(Call call, DateTimeOffset since) => Source
        .StartUnder("egress permit wait", call.Rows[0].Trace, startTime: since)?
        .SetTag("picoclaw.api", call.Route.Name)
        .Dispose();

    /// <summary>A call and the record of its outcome, under its first reply, with links to the others that it brings.</summary>
    public static Activity? Send(Call call) => Source
        .StartUnder("egress send", call.Rows[0].Trace, ActivityKind.Client, TraceParent.Links(call.Rows.Skip(1).Select(row => row.Trace)))?
        .SetTag("picoclaw.call.id", call.Id)
        .SetTag("picoclaw.api", call.Route.Name)
        .SetTag("picoclaw.replies", call.Rows.Count);

    public static void Sent(Activity? send, SendResult result)
    {
        send?.SetTag("picoclaw.outcome", result.Outcome);
        if (result is not SendResult.Sent)
        {
            send?.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>A reply that ends without a call.</summary>
    public static Activity? GiveUp(OutboxRow row) => Source.StartUnder("egress give up", row.Trace)?.SetStatus(ActivityStatusCode.Error);

    /// <summary>The event about a reply's end.</summary>
    public static Activity? Tell(OutboxRow row) => Source.StartUnder("egress tell", row.Trace);
}
