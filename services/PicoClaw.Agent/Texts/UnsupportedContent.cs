using System.Globalization;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Texts;

/// <summary>Names what came with a message and cannot be opened yet, for people and for the model.</summary>
internal static class UnsupportedContent
{
    /// <summary>Such as <c>2 pictures, the file "plan.pdf"</c>; empty when there is nothing.</summary>
    public static string ForModel(IReadOnlyList<Attachment> attachments, UnreadableContent? unreadable)
    {
        var unnamed = attachments.Where(one => one.FileName is null).GroupBy(one => one.Kind)
            .Select(kind => kind.Count() == 1 ? $"a {Noun(kind.Key)}" : string.Create(CultureInfo.InvariantCulture, $"{kind.Count()} {Noun(kind.Key)}s"));
        var named = attachments.Where(one => one.FileName is not null)
            .Select(one => $"the {Noun(one.Kind)} \"{one.FileName!.Replace('"', '\'')}\"");
        return string.Join(", ", [.. unnamed, .. named, .. Rest(unreadable)]);
    }

    /// <summary>One sentence for the user, about all of it.</summary>
    public static string Reply(IReadOnlyList<MessageReceived> messages, Language language)
    {
        var kinds = messages.SelectMany(KindsOf).Distinct().ToList();
        var joined = string.Join(language == Language.Chinese ? "、" : ", ", kinds.DefaultIfEmpty(Phrases.OtherContent).Select(kind => kind.In(language)));
        return Phrases.CannotOpen.In(language, joined);
    }

    private static IEnumerable<Phrase> KindsOf(MessageReceived message)
    {
        var attachments = message.Attachments.Concat(message.Quote?.Attachments ?? []).Select(one => one.Kind switch
        {
            AttachmentKind.Image => Phrases.Pictures,
            AttachmentKind.Audio => Phrases.Recordings,
            AttachmentKind.Video => Phrases.Videos,
            _ => Phrases.Files,
        });
        var others = new[] { message.Unreadable, message.Quote?.Unreadable }.OfType<UnreadableContent>()
            .Select(kind => kind == UnreadableContent.Card ? Phrases.Cards : Phrases.OtherContent);
        return attachments.Concat(others);
    }

    private static string Noun(AttachmentKind kind) => kind switch
    {
        AttachmentKind.Image => "picture",
        AttachmentKind.Audio => "voice message",
        AttachmentKind.Video => "video",
        _ => "file",
    };

    private static string[] Rest(UnreadableContent? unreadable) => unreadable switch
    {
        null or UnreadableContent.QuotaExhausted => [],
        UnreadableContent.Card => ["a card"],
        _ => ["something of another kind"],
    };
}
