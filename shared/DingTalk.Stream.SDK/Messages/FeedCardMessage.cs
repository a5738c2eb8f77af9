namespace DingTalk.Stream.OpenApi;

/// <summary>Links with pictures, one below the other; it cannot mention anybody, and the robot API has nothing like it. Source: docs/dingtalk-protocol.md 4.1.</summary>
/// <param name="Links">One link or more.</param>
public sealed record FeedCardMessage(IReadOnlyList<FeedCardLink> Links) : SessionMessage
{
    /// <summary>Names the message without its text.</summary>
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
