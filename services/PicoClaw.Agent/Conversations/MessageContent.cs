using PicoClaw.Contracts;

namespace PicoClaw.Agent.Conversations;

internal static class MessageContent
{
    /// <summary>True when there are words to answer, the message's own or quoted ones.</summary>
    public static bool HasWords(this MessageReceived message) => message.Text.Length > 0 || message.Quote?.Text is { Length: > 0 };

    /// <summary>True when it came with pictures or files, its own or quoted ones.</summary>
    public static bool HasAttachments(this MessageReceived message) =>
        message.Attachments.Any(IsOpened) || message.Quote?.Attachments.Any(IsOpened) is true;

    /// <summary>True when the platform told more of it than its id and kind.</summary>
    public static bool HasContent(this Quote quote) => quote.Text is { Length: > 0 } || quote.Attachments.Any(one => one.Reference.Length > 0);

    /// <summary>True for what can be looked into; sound and films cannot.</summary>
    public static bool IsOpened(this Attachment attachment) => attachment.Kind is AttachmentKind.Image or AttachmentKind.File;

    /// <summary>True when the bot was mentioned and nothing else was said.</summary>
    public static bool IsMentionOnly(this MessageReceived message) =>
        message.Text.Length == 0 && message.Attachments.Count == 0 && message.Unreadable is null && message.Quote is null;

    /// <summary>True when the platform withheld the content.</summary>
    public static bool IsWithheld(this MessageReceived message) => message.Unreadable == UnreadableContent.QuotaExhausted;
}
