namespace DingTalk.Stream.OpenApi;

/// <summary>A link with title, text and picture; it cannot mention anybody. Source: docs/dingtalk-protocol.md 4.1.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Text">What stands below the title.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Picture">The picture beside it.</param>
public sealed record LinkMessage(string Title, string Text, Uri Target, Uri? Picture = null) : SessionMessage
{
    /// <summary>Names the message without its text.</summary>
    public override string ToString() => $"link with {Text.Length} characters";

    internal override SessionBody ToBody() => new()
    {
        MessageType = "link",
        Link = new SessionBody.LinkParam(Title, Text, Picture?.AbsoluteUri ?? "", Target.AbsoluteUri),
    };
}
