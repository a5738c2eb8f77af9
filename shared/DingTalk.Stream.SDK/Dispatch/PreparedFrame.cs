namespace DingTalk.Stream;

internal readonly record struct PreparedFrame(
    string? OrderingKey, object Message, FrameHandler Handle, AckTiming Ack = AckTiming.AfterHandling);
