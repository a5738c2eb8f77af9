namespace DingTalk.Stream.OpenApi;

/// <summary>A link with title, text and picture. It cannot mention users. Source: docs/dingtalk-protocol.md 4.1.</summary>
/// <param name="Title">The title.</param>
/// <param name="Text">The text below the title.</param>
/// <param name="Target">The address it opens.</param>
/// <param name="Picture">The picture beside it.</param>
public sealed record LinkMessage(string Title, string Text, Uri Target, Uri? Picture = null) : SessionMessage
{
    /// <summary>The kind and length, without the text: safe to log.</summary>
    public override string ToString() => $"link with {Text.Length} characters";

    internal override SessionBody ToBody() => new()
    {
        MessageType = "link",
        Link = new SessionBody.LinkParam(Title, Text, Picture?.AbsoluteUri ?? "", Target.AbsoluteUri),
    };
}
