using DingTalk.Stream.Protocol;

namespace PicoClaw.Ingress.Mapping;

/// <summary>
/// Removes the bot's own name from the start of a group message. DingTalk has already done so for plain text; any other word with @ is content,
/// such as <c>@Override</c> or a colleague's name.
/// </summary>
internal static class BotMention
{
    // A client writes it after a name picked from its list; people do not type it.
    private const char PickedName = '\u2005';

    /// <summary>For a text that still has the name: removes a picked name if only the bot was picked.</summary>
    public static string Remove(string text, BotMessage heard)
    {
        var start = text.TrimStart();
        var isPicked = start.StartsWith('@') && heard.AtUsers.Count < 2;
        return isPicked && start.IndexOf(PickedName) is > 0 and var end && start.AsSpan(0, end).IndexOfAny("\r\n") < 0
            ? start[(end + 1)..]
            : text;
    }

    /// <summary>In rich text every mention, the bot's too, is a separate part; no blank need follow it.</summary>
    public static RichTextContent Remove(RichTextContent rich, BotMessage heard)
    {
        var rest = rich.Parts.SkipWhile(IsBlank).ToList();
        return rest is [RichTextMention mention, ..] && IsBot(mention, rich, heard) ? new(rest[1..]) : rich;
    }

    private static bool IsBlank(RichTextPart part) => part is RichTextRun run && string.IsNullOrWhiteSpace(run.Text);

    // Recognized by its id, or because no other person can be meant. Keeping the bot's name does less harm than losing a colleague's.
    private static bool IsBot(RichTextMention mention, RichTextContent rich, BotMessage heard)
    {
        if (mention.UserId is { Length: > 0 } own && own == heard.ChatbotUserId)
        {
            return true;
        }

        var others = heard.AtUsers.Where(user => user.DingTalkId != heard.ChatbotUserId).ToList();
        return others.Count == 0
            ? heard.IsInAtList && rich.Parts.OfType<RichTextMention>().Count() == 1
            : mention.UserId is { Length: > 0 } id && others.TrueForAll(
                user => user.StaffId is { Length: > 0 } && user.StaffId != id && user.DingTalkId != id && user.UnionId != id);
    }
}
