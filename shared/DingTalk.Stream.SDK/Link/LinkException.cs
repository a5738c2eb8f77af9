namespace DingTalk.Stream;

/// <summary>No link could be opened. The message is a sentence with cause and remedy for the status; it holds no secret and no ticket.</summary>
internal sealed class LinkException(string sentence, bool isRefusal, Exception? innerException = null) : Exception(sentence, innerException)
{
    /// <summary>Whether DingTalk refused the app, which trying again soon cannot change.</summary>
    public bool IsRefusal { get; } = isRefusal;
}
