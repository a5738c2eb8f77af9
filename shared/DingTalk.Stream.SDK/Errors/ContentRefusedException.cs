namespace DingTalk.Stream.OpenApi;

/// <summary>DingTalk's own check refuses what the message holds: a link, a word or a picture (430101 to 430104, <c>contain.…</c>, <c>param.contentUnsafe</c>). Nothing was sent.</summary>
public sealed class ContentRefusedException : PermanentException
{
    internal ContentRefusedException(string message)
        : base(message)
    {
    }
}
