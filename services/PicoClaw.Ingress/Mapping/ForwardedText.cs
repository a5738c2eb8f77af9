using DingTalk.Stream.Protocol;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Ingress.Mapping;

/// <summary>
/// Forwarded messages as a quote: a line begins with <c>&gt;</c>, then the speaker and a colon; what a speaker wrote in further lines is indented, so
/// that nobody's words look like another's.
/// </summary>
internal static class ForwardedText
{
    private const int MaxNameLength = 64;
    private const string Quote = "> ";
    private const string Further = "\n>   ";

    public static string Of(ChatRecordContent record)
    {
        var lines = record.Entries.Count > 0 ? record.Entries.Where(entry => VisibleText.Trim(entry.Text).Length > 0).Select(Line) : [Words(record.PlainText)];
        return string.Join('\n', lines.Where(line => line.Length > 0).Select(line => Quote + line));
    }

    private static string Line(ChatRecordEntry entry) =>
        CleanText.Line((entry.Sender ?? "").Replace(':', ' ').Replace('：', ' '), MaxNameLength) is { } speaker
            ? $"{speaker}: {Words(entry.Text)}"
            : Words(entry.Text);

    private static string Words(string text) => VisibleText.Trim(CleanText.Of(text)).ReplaceLineEndings(Further);
}
