namespace DingTalk.Stream.Protocol;

/// <summary>
/// A frame or its payload violates the protocol. The message gives the reason and never quotes the payload. When a handler throws it, the
/// frame is acked with 400 and DingTalk does not re-send it.
/// </summary>
/// <param name="reason">The reason, safe to log.</param>
/// <param name="innerException">The parser's exception.</param>
public sealed class MalformedFrameException(string reason, Exception? innerException = null) : Exception(reason, innerException);
