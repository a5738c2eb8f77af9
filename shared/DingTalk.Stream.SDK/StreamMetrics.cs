using System.Diagnostics.Metrics;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

/// <summary>The meter "DingTalk.Stream.SDK": frames, acks and links, by client id and kind of frame; nothing of what a frame says.</summary>
internal static class StreamMetrics
{
    public const string MeterName = "DingTalk.Stream.SDK";

    private const string BotMessage = "bot_message";
    private const string Withheld = "withheld";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Frames = Meter.CreateCounter<long>("dingtalk.stream.frames", "{frame}", "Frames that came");
    private static readonly Counter<long> Acks = Meter.CreateCounter<long>(
        "dingtalk.stream.acks", "{frame}", "Acks of frames by code; withheld where a frame was left unanswered, to come again");
    private static readonly Counter<long> Links = Meter.CreateCounter<long>("dingtalk.stream.links", "{link}", "Links that were opened");
    private static readonly Histogram<double> AckTime = Meter.CreateHistogram<double>(
        "dingtalk.stream.ack.duration",
        "s",
        "From a frame's arrival to its ack; DingTalk documents a limit of 3 s",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60] });

    public static void LinkOpened(string clientId)
    {
        Links.Add(1, Client(clientId));

        // Begins at 0: Prometheus does not see the increase of a series that begins at 1.
        Acks.Add(0, Client(clientId), Kind(BotMessage), new("code", Withheld));
    }

    public static void Came(string clientId, StreamFrame frame) => Frames.Add(1, Client(clientId), Kind(KindOf(frame)));

    /// <summary>It could not be parsed, so there is no id to answer.</summary>
    public static void CameMalformed(string clientId) => Frames.Add(1, Client(clientId), Kind("malformed"));

    public static void Acked(string clientId, StreamFrame frame, int code) => Answered(clientId, frame, code);

    public static void Acked(string clientId, PendingFrame work, int code, TimeSpan time)
    {
        Answered(clientId, work.Frame, code);
        AckTime.Record(time.TotalSeconds, Client(clientId), Kind(KindOf(work.Frame)));
    }

    public static void LeftUnanswered(string clientId, StreamFrame frame) => Answered(clientId, frame, Withheld);

    private static void Answered(string clientId, StreamFrame frame, object answer) => Acks.Add(1, Client(clientId), Kind(KindOf(frame)), new("code", answer));

    private static KeyValuePair<string, object?> Client(string clientId) => new("dingtalk.client_id", clientId);

    private static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);

    // A topic is DingTalk's text, so what is not known is one kind.
    private static string KindOf(StreamFrame frame) =>
        RouteTable.Same(frame.Type, FrameTypes.Event) ? "event"
        : frame.Headers.Topic switch
        {
            Topics.BotMessage => BotMessage,
            Topics.CardCallback => "card_callback",
            Topics.GraphCall => "graph_call",
            Topics.Ping => "ping",
            Topics.Disconnect => "disconnect",
            _ => "other",
        };
}
