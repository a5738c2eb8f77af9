using System.Globalization;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.DeadLetters;

/// <summary>A reply that is sent long after it was written says so, in its own language.</summary>
internal static class LateReply
{
    // Where its readers are.
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>A file has no text that could say so.</summary>
    public static DeliverMessage Of(DeliverMessage message) => message.Content switch
    {
        MarkdownContent markdown => message with { Content = markdown with { Text = Noted(markdown.Text, message.CreatedAt) } },
        ImageContent image => message with { Content = image with { Caption = Noted(image.Caption ?? image.Name ?? "", message.CreatedAt) } },
        _ => message,
    };

    private static string Noted(string text, DateTimeOffset writtenAt) => $"{Notice(text, writtenAt)}\n\n{text}".TrimEnd();

    private static string Notice(string text, DateTimeOffset writtenAt)
    {
        var at = writtenAt.ToOffset(China);
        return HasHan(text)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"（补发：这条回复是 {at.Month} 月 {at.Day} 日 {at:HH:mm} 写好的，当时没能送达。如果已经看过，请忽略。）")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"(Late: this reply was written on {at:MMMM d} at {at:HH:mm} and could not be delivered then. If you have seen it, please ignore it.)");
    }

    private static bool HasHan(string text) =>
        text.EnumerateRunes().Any(rune => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF);
}
