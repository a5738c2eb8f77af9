using PicoClaw.Contracts;

namespace PicoClaw.Agent.Conversations;

/// <summary>What of a message can be used.</summary>
internal static class Readable
{
    /// <summary>True when there are words to answer, its own or quoted ones.</summary>
    public static bool HasWords(this MessageReceived message) => message.Text.Length > 0 || message.Quote?.Text is { Length: > 0 };

    /// <summary>True when the bot was only called by its name.</summary>
    public static bool IsCallOnly(this MessageReceived message) =>
        message.Text.Length == 0 && message.Attachments.Count == 0 && message.Unreadable is null && message.Quote is null;

    /// <summary>True when the platform kept the content back.</summary>
    public static bool IsKeptBack(this MessageReceived message) => message.Unreadable == UnreadableContent.QuotaExhausted;
}
