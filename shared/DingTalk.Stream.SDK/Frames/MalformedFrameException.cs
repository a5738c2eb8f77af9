namespace DingTalk.Stream.Protocol;

/// <summary>
/// A frame, or the payload of one, is not what the protocol says. The message gives the reason and never quotes the payload.
/// A handler that throws it has its frame acked with 400, so that DingTalk does not send it again.
/// </summary>
/// <param name="reason">Why, in words that may be logged.</param>
/// <param name="innerException">What the parser met.</param>
public sealed class MalformedFrameException(string reason, Exception? innerException = null) : Exception(reason, innerException);
