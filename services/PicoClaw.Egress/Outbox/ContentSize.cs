using System.Text;
using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.Storage;

namespace PicoClaw.Egress.Outbox;

internal static class ContentSize
{
    /// <summary>Bytes of the text, or of all of a content that is more than text.</summary>
    public static int Of(OutboundContent content) => content is MarkdownContent markdown
        ? Encoding.UTF8.GetByteCount(markdown.Text)
        : JsonSerializer.SerializeToUtf8Bytes(content, EgressJson.Default.OutboundContent).Length;
}
