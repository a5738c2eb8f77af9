using PicoClaw.Contracts;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>Renders one kind of content as DingTalk messages; found by <see cref="ContentType"/>.</summary>
internal interface IContentRenderer
{
    /// <summary>The kind, such as <see cref="MarkdownContent"/>.</summary>
    Type ContentType { get; }

    /// <summary>The messages in order; none when the content is empty.</summary>
    IReadOnlyList<DingTalkMessage> Render(DeliverMessage message);
}
