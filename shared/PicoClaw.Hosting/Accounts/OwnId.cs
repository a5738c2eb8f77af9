using System.Collections.Frozen;

namespace PicoClaw.Hosting.Accounts;

/// <summary>
/// How people ask for their own id. People outside <c>allow_from</c> need it to be added there, so the question passes that list.
/// </summary>
public static class OwnId
{
    public const string Command = "id";
    public const string ChineseCommand = "我的编号";

    private static readonly FrozenSet<string> Questions =
        new[] { "/", "!", "／", "！" }
            .SelectMany(mark => new[] { mark + Command, mark + ChineseCommand })
            .Append(ChineseCommand)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsAskedFor(string text)
    {
        // /id@bot
        var words = text.Trim();
        var at = words.IndexOf('@', StringComparison.Ordinal);
        return Questions.Contains(at > 0 && !words.Any(char.IsWhiteSpace) ? words[..at] : words);
    }
}
