using PicoClaw.Contracts;

namespace PicoClaw.Egress.Notifications;

/// <summary>The file of a content.</summary>
internal static class ContentFile
{
    /// <summary>Null for a content without one.</summary>
    public static BlobReference? Of(OutboundContent content) => content switch
    {
        ImageContent image => image.Blob,
        VoiceContent voice => voice.Blob,
        FileContent file => file.Blob,
        _ => null,
    };

    /// <summary>Equal for the same bytes, wherever they are stored.</summary>
    public static OutboundContent WithoutId(OutboundContent content) => content switch
    {
        ImageContent image => image with { Blob = image.Blob with { Id = "" } },
        VoiceContent voice => voice with { Blob = voice.Blob with { Id = "" } },
        FileContent file => file with { Blob = file.Blob with { Id = "" } },
        _ => content,
    };
}
