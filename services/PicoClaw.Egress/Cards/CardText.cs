using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Egress.Cards;

/// <summary>What a card shows before its reply has come, in the text's language, or in both while there is no text.</summary>
internal static class CardText
{
    private const int LongestTool = 40;

    /// <summary>The text so far, with a line of what happens now.</summary>
    public static string Of(ReplyProgress progress, int longest)
    {
        var text = progress.Text.Length > longest ? CleanText.Cut(progress.Text, longest) + "…" : progress.Text;
        text = Fences.Close(text.TrimEnd());
        return (text.Length, Line(progress, text)) switch
        {
            (_, null) => text,
            (0, var line) => line,
            (_, var line) => $"{text}\n\n{line}",
        };
    }

    /// <summary>In place of a text that will not be finished, or that comes as a message.</summary>
    /// <param name="shown">The text.</param>
    /// <param name="isFollowed">Whether the reply comes, or came, as a message; null: that is forgotten.</param>
    public static string Closing(string? shown, bool? isFollowed) => isFollowed switch
    {
        true => Say(shown, "这条回复改为普通消息发送，请看下一条。", "This reply comes as a message; see below."),
        false => Say(shown, "这条回复没有完成，请再问一次。", "This reply was not finished. Please ask again."),
        null => Say(
            shown,
            "这条回复没有在卡片上写完。如果下面没有对应的消息，请再问一次。",
            "This reply was not finished on its card. If no message below has it, please ask again."),
    };

    private static string? Line(ReplyProgress progress, string text) => progress.Stage switch
    {
        ProgressStage.Tool when Tool(progress.Tool) is { Length: > 0 } tool => Say(text, $"🔧 正在使用 {tool} …", $"🔧 Using {tool} …"),
        ProgressStage.Writing when text.Length > 0 => null,
        _ => Say(text, "🤔 思考中…", "🤔 Thinking…"),
    };

    private static string Say(string? text, string chinese, string english) =>
        string.IsNullOrWhiteSpace(text) ? $"{chinese} {english}" : ReaderLanguage.IsChinese(text) ? chinese : english;

    // A tool's name may come from anywhere: nothing of it becomes markup.
    private static string Tool(string? name) =>
        string.Concat((name ?? "").Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or ' ' || letter >= 0x3400).Take(LongestTool));
}
