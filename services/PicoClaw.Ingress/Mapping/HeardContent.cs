using DingTalk.Stream.Protocol;
using PicoClaw.Contracts;
using FileContent = DingTalk.Stream.Protocol.FileContent;

namespace PicoClaw.Ingress.Mapping;

/// <summary>The content of a message besides its text.</summary>
internal sealed record HeardContent(IReadOnlyList<Attachment> Attachments, UnreadableContent? Unreadable)
{
    private static readonly HeardContent Nothing = new([], null);

    /// <summary>Speech that DingTalk has transcribed counts as text only.</summary>
    public static HeardContent Of(BotMessageContent? content) => content switch
    {
        PictureContent picture => One(AttachmentKind.Image, picture.DownloadCode),
        AudioContent { PlainText.Length: 0 } audio => One(AttachmentKind.Audio, audio.DownloadCode),
        VideoContent video => One(AttachmentKind.Video, video.DownloadCode),
        FileContent file => One(AttachmentKind.File, file.DownloadCode, file.FileName),
        RichTextContent rich => Of(rich),
        QuotaExhaustedContent => Nothing with { Unreadable = UnreadableContent.QuotaExhausted },
        UnsupportedContent { PlainText.Length: 0 } unsupported => Of(unsupported.MessageType),
        CardContent or ActionCardContent { PlainText.Length: 0 } => Nothing with { Unreadable = UnreadableContent.Card },
        ChatRecordContent { PlainText.Length: 0 } => Nothing with { Unreadable = UnreadableContent.Other },
        _ => Nothing,
    };

    private static HeardContent Of(RichTextContent rich) => new(
        [.. rich.Parts.Select(part => part switch
        {
            RichTextPicture picture => One(picture.DownloadCode),
            RichTextOther { Type: "picture" or "image" } => One(""),
            _ => null,
        }).OfType<Attachment>()],
        rich.Parts.Any(part => part is RichTextOther { PlainText.Length: 0, Type: not ("picture" or "image" or "emoji") })
            ? UnreadableContent.Other
            : null);

    // A known type without its download code.
    private static HeardContent Of(string type) => type switch
    {
        "text" => Nothing,
        "picture" or "image" => One(AttachmentKind.Image, ""),
        "audio" or "voice" => One(AttachmentKind.Audio, ""),
        "video" => One(AttachmentKind.Video, ""),
        "file" => One(AttachmentKind.File, ""),
        "actionCard" => Nothing with { Unreadable = UnreadableContent.Card },
        _ => Nothing with { Unreadable = UnreadableContent.Other },
    };

    private static HeardContent One(AttachmentKind kind, string reference, string? fileName = null) =>
        new([new Attachment { Kind = kind, Reference = reference, FileName = fileName }], null);

    private static Attachment One(string pictureCode) => new() { Kind = AttachmentKind.Image, Reference = pictureCode };
}
