namespace DingTalk.Stream.OpenApi;

/// <summary>Links with pictures, one below the other; it cannot mention anybody, and the robot API has nothing like it. Source: dingtalk.md, section 4.1.</summary>
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
            FeedCard = new FeedCardParam([.. Links.Select(link => new FeedCardParam.Link(link.Title, link.Target.AbsoluteUri, link.Picture.AbsoluteUri))]),
        };
}
