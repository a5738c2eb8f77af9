namespace DingTalk.Stream.OpenApi;

/// <summary>
/// A list of links with pictures. It cannot mention users, and the robot API has no such message. Source: docs/dingtalk-protocol.md 4.1.
/// </summary>
/// <param name="Links">One or more.</param>
public sealed record FeedCardMessage(IReadOnlyList<FeedCardLink> Links) : SessionMessage
{
    /// <summary>The kind and length, without the text: safe to log.</summary>
    public override string ToString() => $"feed of {Links.Count} links";

    internal override SessionBody ToBody() => Links.Count == 0
        ? throw new ArgumentException("A feed needs a link.")
        : new SessionBody
        {
            MessageType = "feedCard",
            FeedCard = new SessionBody.FeedCardParam(
                [.. Links.Select(link => new SessionBody.FeedLink(link.Title, link.Target.AbsoluteUri, link.Picture.AbsoluteUri))]),
        };
}
