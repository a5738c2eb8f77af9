using System.Diagnostics;

namespace DingTalk.Stream;

// The activity source "DingTalk.Stream.SDK": a frame from arrival to ack, with ids and topics but without content.
internal static class StreamTrace
{
    private const string Answer = "dingtalk.stream.ack";

    private static readonly ActivitySource Source = new("DingTalk.Stream.SDK");

    // A frame starts a new trace and does not become the current activity.
    public static Activity? Begin(PendingFrame pending)
    {
        var around = Activity.Current;
        Activity.Current = null;
        var trace = Source.StartActivity("stream frame", ActivityKind.Consumer);
        Activity.Current = around;
        return trace?
            .SetTag("messaging.system", "dingtalk")
            .SetTag("messaging.destination.name", pending.Frame.Headers.Topic)
            .SetTag("messaging.message.id", pending.Frame.Headers.MessageId);
    }

    public static Activity? Ack(PendingFrame pending, int code)
    {
        pending.Trace?.SetTag(Answer, code);
        return pending.Trace is null ? null : Source.StartActivity("stream ack", ActivityKind.Internal, pending.Trace.Context);
    }

    public static void Withheld(PendingFrame pending) =>
        pending.Trace?.SetTag(Answer, "withheld").SetStatus(ActivityStatusCode.Error, "left unanswered; DingTalk re-sends it");
}
