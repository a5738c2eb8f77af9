namespace DingTalk.Stream.Protocol;

// The answer to one frame (docs/dingtalk-protocol.md 2.2). Data is JSON as a string.
internal readonly record struct AckFrame(string MessageId, int Code, string Message, string Data)
{
    private const string NoResponse = """{"response":null}""";

    public static AckFrame Ok(StreamFrame frame, string? data = null) => new(
        frame.Headers.MessageId, 200, "OK", data ?? (IsEvent(frame) ? """{"status":"SUCCESS"}""" : NoResponse));

    public static AckFrame Malformed(StreamFrame frame) => new(frame.Headers.MessageId, 400, "bad request", NoResponse);

    public static AckFrame NotFound(StreamFrame frame) => new(frame.Headers.MessageId, 404, "no handler", NoResponse);

    public static AckFrame Failed(StreamFrame frame, string message) => new(
        frame.Headers.MessageId, 500, message, IsEvent(frame) ? AckWriter.EventLater(message) : NoResponse);

    private static bool IsEvent(StreamFrame frame) =>
        string.Equals(frame.Type, FrameTypes.Event, StringComparison.OrdinalIgnoreCase);
}
