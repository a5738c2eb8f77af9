namespace DingTalk.Stream;

// A link could not be opened. The message names cause and remedy for StreamStatus and holds no secret and no ticket.
internal sealed class LinkException(string sentence, bool isRefusal, Exception? innerException = null) : Exception(sentence, innerException)
{
    // DingTalk refused the app: retrying soon does not help.
    public bool IsRefusal { get; } = isRefusal;
}
