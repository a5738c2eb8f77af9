using System.Globalization;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Texts;

/// <summary>Names what came with a message and cannot be opened, for people and for the model.</summary>
internal static class UnsupportedContent
{
    /// <summary>Such as <c>2 voice messages, a card</c>; empty when there is nothing.</summary>
    public static string ForModel(IReadOnlyList<Attachment> attachments, UnreadableContent? unreadable)
    {
        var kinds = attachments.Where(one => one.Kind is AttachmentKind.Audio or AttachmentKind.Video).GroupBy(one => one.Kind)
            .Select(kind => kind.Count() == 1 ? $"a {Noun(kind.Key)}" : string.Create(CultureInfo.InvariantCulture, $"{kind.Count()} {Noun(kind.Key)}s"));
        return string.Join(", ", [.. kinds, .. Rest(unreadable)]);
    }

    /// <summary>One sentence for the user, about all of it; null when there is nothing.</summary>
    public static string? Reply(IReadOnlyList<MessageReceived> messages, Language language)
    {
        var kinds = messages.SelectMany(KindsOf).Distinct().Select(kind => kind.In(language)).ToList();
        return kinds.Count == 0 ? null : Phrases.CannotOpen.In(language, string.Join(language == Language.Chinese ? "、" : ", ", kinds));
    }

    private static IEnumerable<Phrase> KindsOf(MessageReceived message)
    {
        var attachments = message.Attachments.Concat(message.Quote?.Attachments ?? []).Select(one => one.Kind switch
        {
            AttachmentKind.Audio => Phrases.Recordings,
            AttachmentKind.Video => Phrases.Videos,
            _ => null,
        });
        var others = new[] { message.Unreadable, message.Quote?.Unreadable }.OfType<UnreadableContent>()
            .Select(kind => kind == UnreadableContent.Card ? Phrases.Cards : Phrases.OtherContent);
        return attachments.OfType<Phrase>().Concat(others);
    }

    private static string Noun(AttachmentKind kind) => kind == AttachmentKind.Audio ? "voice message" : "video";

    private static string[] Rest(UnreadableContent? unreadable) => unreadable switch
    {
        null or UnreadableContent.QuotaExhausted => [],
        UnreadableContent.Card => ["a card"],
        _ => ["something of another kind"],
    };
}
