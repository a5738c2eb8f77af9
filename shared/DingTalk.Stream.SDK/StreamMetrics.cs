using System.Diagnostics.Metrics;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

// The meter "DingTalk.Stream.SDK": frames, acks and links by client id and kind of frame, without content.
internal static class StreamMetrics
{
    public const string MeterName = "DingTalk.Stream.SDK";

    private const string BotMessage = "bot_message";
    private const string Withheld = "withheld";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Frames = Meter.CreateCounter<long>("dingtalk.stream.frames", "{frame}", "Frames that arrived");
    private static readonly Counter<long> Acks = Meter.CreateCounter<long>(
        "dingtalk.stream.acks", "{frame}", "Acks of frames by code; withheld when a frame was left unanswered, to be re-sent");
    private static readonly Counter<long> Links = Meter.CreateCounter<long>("dingtalk.stream.links", "{link}", "Opened links");
    private static readonly Histogram<double> AckTime = Meter.CreateHistogram<double>(
        "dingtalk.stream.ack.duration",
        "s",
        "From a frame's arrival to its ack; DingTalk documents a limit of 3 s",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60],
        });

    public static void LinkOpened(string clientId)
    {
        Links.Add(1, Client(clientId));

        // Starts the series at 0: Prometheus does not see the increase of a series that starts at 1.
        Acks.Add(0, Client(clientId), Kind(BotMessage), new("code", Withheld));
    }

    public static void Arrived(string clientId, StreamFrame frame) => Frames.Add(1, Client(clientId), Kind(KindOf(frame)));

    public static void ArrivedMalformed(string clientId) => Frames.Add(1, Client(clientId), Kind("malformed"));

    public static void Acked(string clientId, StreamFrame frame, int code) => Answered(clientId, frame, code);

    public static void Acked(string clientId, PendingFrame pending, int code, TimeSpan time)
    {
        Answered(clientId, pending.Frame, code);
        AckTime.Record(time.TotalSeconds, Client(clientId), Kind(KindOf(pending.Frame)));
    }

    public static void LeftUnanswered(string clientId, StreamFrame frame) => Answered(clientId, frame, Withheld);

    private static void Answered(string clientId, StreamFrame frame, object answer) =>
        Acks.Add(1, Client(clientId), Kind(KindOf(frame)), new("code", answer));

    private static KeyValuePair<string, object?> Client(string clientId) => new("dingtalk.client_id", clientId);

    private static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);

    // A topic is text from the peer, so all unknown topics share one kind.
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
