using DingTalk.Stream.OpenApi;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Channels.DingTalk.Media;

/// <summary>Decides as what DingTalk takes a file, if at all. Sizes and types: docs/dingtalk-protocol.md 4.4 and B5.</summary>
internal sealed class MediaPlan(IOptions<MediaOptions> options)
{
    private const long MaxBytes = 20 * 1024 * 1024;
    private const long MaxVoiceBytes = 2 * 1024 * 1024;

    // By the bytes, not by the name.
    private static readonly Dictionary<string, string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpeg"] = "jpg",
        ["image/png"] = "png",
        ["image/gif"] = "gif",
        ["image/bmp"] = "bmp",
        ["audio/amr"] = "amr",
        ["audio/mpeg"] = "mp3",
        ["audio/wav"] = "wav",
        ["application/pdf"] = "pdf",
        ["application/zip"] = "zip",
    };

    /// <summary>The draft, and why it cannot be sent if so; null for a content that is no file.</summary>
    public (MediaDraft Draft, MediaFault? Fault)? Of(OutboundContent content) => content switch
    {
        ImageContent image => Of(image.Blob, image.Name),
        VoiceContent voice => Of(voice.Blob, voice.Name, voice.Duration),
        FileContent file => Of(file.Blob, file.Name),
        _ => null,
    };

    /// <summary>Why it cannot be sent, for the system that wants it sent; null: nothing is known against it.</summary>
    public string? ProblemOf(OutboundContent content) => Of(content) switch
    {
        (_, MediaFault.Type) => $"DingTalk takes no file of this type, only {string.Join(", ", options.Value.Types)}, and png, jpg, gif and bmp as pictures. "
            + "Send one of these; the operator of the bot sets the list in egress.media.file_types.",
        (_, MediaFault.Size) => $"The file is larger than the {MaxBytes / 1024 / 1024} MB that DingTalk takes. Send a smaller one, or a link to it.",
        (_, not null) => "The file is empty. Send one with content.",
        ({ Kind: not MediaKind.Image }, null) when content is ImageContent { Caption: not null } =>
            "DingTalk shows this picture as a file, which has no text beside it. Send the text as a message of its own, or a png, jpg, gif or bmp.",
        _ => null,
    };

    private (MediaDraft Draft, MediaFault? Fault) Of(BlobReference blob, string? name, TimeSpan? duration = null)
    {
        var known = Extensions.GetValueOrDefault(blob.MediaType);
        var kind = known is "jpg" or "png" or "gif" or "bmp" ? MediaKind.Image
            : known is "amr" or "mp3" or "wav" && duration > TimeSpan.Zero && blob.Size <= MaxVoiceBytes ? MediaKind.Voice
            : MediaKind.File;
        var draft = new MediaDraft(kind, blob, Named(name, known, kind)) { Duration = duration ?? TimeSpan.Zero };
        return (draft, blob.Size == 0 ? MediaFault.Refused
            : blob.Size > MaxBytes ? MediaFault.Size
            : kind == MediaKind.File && !options.Value.Types.Contains(draft.Extension) ? MediaFault.Type
            : null);
    }

    // DingTalk checks a picture's extension, too.
    private static string Named(string? name, string? known, MediaKind kind)
    {
        var said = name is { Length: > 0 } ? name : kind == MediaKind.Image ? "picture" : "file";
        var extension = FileExtension.Of(said);
        return known is null || extension == known || (known == "jpg" && extension == "jpeg") || (kind == MediaKind.File && extension.Length > 0)
            ? said
            : $"{said}.{known}";
    }
}
