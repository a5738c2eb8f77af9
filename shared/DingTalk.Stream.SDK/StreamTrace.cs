using System.Diagnostics;

namespace DingTalk.Stream;

/// <summary>The activity source "DingTalk.Stream.SDK": a frame from its arrival to its ack, with ids and topics but nothing of what it says.</summary>
internal static class StreamTrace
{
    private const string Answer = "dingtalk.stream.ack";

    private static readonly ActivitySource Source = new("DingTalk.Stream.SDK");

    /// <summary>A frame begins a trace; it is not left as the current activity.</summary>
    public static Activity? Begin(PendingFrame work)
    {
        var around = Activity.Current;
        Activity.Current = null;
        var trace = Source.StartActivity("stream frame", ActivityKind.Consumer);
        Activity.Current = around;
        return trace?
            .SetTag("messaging.system", "dingtalk")
            .SetTag("messaging.destination.name", work.Frame.Headers.Topic)
            .SetTag("messaging.message.id", work.Frame.Headers.MessageId);
    }

    public static Activity? Ack(PendingFrame work, int code)
    {
        work.Trace?.SetTag(Answer, code);
        return work.Trace is null ? null : Source.StartActivity("stream ack", ActivityKind.Internal, work.Trace.Context);
    }

    public static void Withheld(PendingFrame work) =>
        work.Trace?.SetTag(Answer, "withheld").SetStatus(ActivityStatusCode.Error, "left unanswered: DingTalk sends it again");
}
