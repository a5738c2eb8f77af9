using System.Text.RegularExpressions;
using House.Reading;

namespace Architecture.Tests.Rules;

/// <summary>Words that do not belong where they stand.</summary>
internal static partial class Words
{
    /// <summary>The lines that speak of DingTalk; only code counts when <paramref name="commentsMay"/>.</summary>
    public static IReadOnlyList<string> OfDingTalk(IEnumerable<SourceFile> sources, bool commentsMay) =>
        [.. sources.SelectMany(source => Lines(new SourceFile(source.Path, commentsMay ? WithoutComments(source.Text) : source.Text), DingTalk()))];

    /// <summary>The lines with a <c>queue:</c> send address, which hangs against a quorum queue or declares a classic one.</summary>
    public static IReadOnlyList<string> QueueAddresses(IEnumerable<SourceFile> sources) => [.. sources.SelectMany(source => Lines(source, QueueAddress()))];

    private static IEnumerable<string> Lines(SourceFile source, Regex word) =>
        source.Lines.Index().Where(line => word.IsMatch(line.Item)).Select(line => $"{source.Path}:{line.Index + 1}: {line.Item.Trim()}");

    // Line breaks stay, so that line numbers stay. A string is matched first, so that what looks like a comment in it is none.
    private static string WithoutComments(string text) =>
        StringOrComment().Replace(text, match => match.Value[0] == '/' ? new string('\n', match.Value.Count(letter => letter == '\n')) : match.Value);

    [GeneratedRegex("dingtalk|sessionWebhook|staffId|robotCode|钉钉", RegexOptions.IgnoreCase)]
    private static partial Regex DingTalk();

    // A named argument `queue: value` is none: its colon is followed by a blank.
    [GeneratedRegex(@"queue:\S", RegexOptions.IgnoreCase)]
    private static partial Regex QueueAddress();

    [GeneratedRegex(""" "(?:\\.|[^"\\\n])*" | //[^\n]* | /\*.*?\*/ """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex StringOrComment();
}
