namespace DingTalk.Stream;

internal readonly record struct PreparedFrame(
    string? OrderingKey, Func<CancellationToken, ValueTask<HandlerResult>> Handle, AckTiming Ack = AckTiming.AfterHandling);
