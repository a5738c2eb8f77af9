using DingTalk.Stream.Protocol;

namespace PicoClaw.Ingress.Mapping;

/// <summary>
/// Removes the bot's own name from the start of a group message. DingTalk has done so with text already; every other word with @ is content, such as
/// <c>@Override</c> or a colleague's name.
/// </summary>
internal static class BotMention
{
    // A client writes it behind the name of a person or a bot that was picked from its list, people do not type it.
    private const char PickedName = '\u2005';

    /// <summary>Of a text that still has the name: one that was picked, where nobody but the bot was.</summary>
    public static string Remove(string text, BotMessage heard)
    {
        var start = text.TrimStart();
        return start.StartsWith('@') && heard.AtUsers.Count < 2 && start.IndexOf(PickedName) is > 0 and var end && start.AsSpan(0, end).IndexOfAny("\r\n") < 0
            ? start[(end + 1)..]
            : text;
    }

    /// <summary>In rich text a mention is a part of its own, the bot's too; no blank need stand between it and the text.</summary>
    public static RichTextContent Remove(RichTextContent rich, BotMessage heard)
    {
        var rest = rich.Parts.SkipWhile(IsBlank).ToList();
        return rest is [RichTextMention mention, ..] && !IsSomebodyElse(mention, heard) ? new(rest[1..]) : rich;
    }

    private static bool IsBlank(RichTextPart part) => part is RichTextRun run && string.IsNullOrWhiteSpace(run.Text);

    private static bool IsSomebodyElse(RichTextMention mention, BotMessage heard) =>
        mention.UserId is { } id && heard.AtUsers.Any(user => user.DingTalkId != heard.ChatbotUserId && (user.StaffId == id || user.DingTalkId == id || user.UnionId == id));
}
