using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

/// <summary>
/// A handler's result: an ack with a code, or no ack. DingTalk re-sends only unanswered frames, so <see cref="Withhold"/>, not
/// <see cref="Failed"/>, brings a message back. The default value withholds. Source: docs/dingtalk-protocol.md 2.2 and 2.6.
/// </summary>
public readonly record struct HandlerResult
{
    private HandlerResult(int code, string? message, string? data) => (Code, Message, Data) = (code, message, data);

    /// <summary>The ack's code (200, 404, 500), or null for no ack.</summary>
    public int? Code { get; }

    /// <summary>The ack's message, if given.</summary>
    public string? Message { get; }

    /// <summary>The ack's data, JSON as a string, if given.</summary>
    public string? Data { get; }

    /// <summary>Handled: ack 200.</summary>
    /// <param name="data">
    /// JSON as a string; the default depends on the frame's type (<c>{"response":null}</c>, for events <c>{"status":"SUCCESS"}</c>).
    /// </param>
    public static HandlerResult Ok(string? data = null) => new(200, null, data);

    /// <summary>No handler for it: ack 404.</summary>
    public static HandlerResult NotFound() => new(404, null, null);

    /// <summary>Failed permanently: ack 500. An event is requested again (<c>{"status":"LATER"}</c>), a callback is not re-sent.</summary>
    /// <param name="message">Why; DingTalk sees it.</param>
    public static HandlerResult Failed(string message) => new(500, message, null);

    /// <summary>No ack, so DingTalk re-sends the frame after about 60 s.</summary>
    public static HandlerResult Withhold() => default;

    internal AckFrame? ToAck(StreamFrame frame) => Code switch
    {
        200 => AckFrame.Ok(frame, Data),
        404 => AckFrame.NotFound(frame),
        500 => AckFrame.Failed(frame, Message ?? "failed"),
        _ => null,
    };
}
