using System.Text.RegularExpressions;

namespace PicoClaw.Agent.Models.Cleaning;

/// <summary>
/// Takes out what a model writes to itself before it answers, in the marks of the chat templates. A thought that begins an answer may lack its end;
/// it may also lack its beginning, because many templates write the opening mark themselves. Marks inside code stay.
/// </summary>
internal static partial class InlineThoughts
{
    public static string Without(string text)
    {
        if (!Any().IsMatch(text))
        {
            return text;
        }

        text = Channels(text);
        while (Leading(text) is { } rest)
        {
            text = rest;
        }

        return Wrapper().Replace(Inner(text), "$1");
    }

    /// <summary>True when a text begins with the opening mark of a thought.</summary>
    public static bool IsOpened(string text) => Opening().IsMatch(text);

    /// <summary>True when a text begins inside a thought: its end is marked, its beginning is not.</summary>
    public static bool BeginsInThought(string text) => !IsOpened(text) && UnopenedClosing(text) is not null;

    /// <summary>What follows the thought that a text begins with; null when the thought has no end yet.</summary>
    public static string? AfterFirst(string text) => Ending(text, Opening().Match(text).Length) is { } end ? text[end..] : null;

    /// <summary>True when a mark of a thought stands in a text.</summary>
    public static bool HasMark(ReadOnlySpan<char> text) => Any().IsMatch(text);

    /// <summary>What follows the thought that a finished text begins with; null when it begins with none.</summary>
    private static string? Leading(string text) =>
        IsOpened(text) ? AfterFirst(text) ?? ""
        : UnopenedClosing(text) is { } closing ? text[(closing.Index + closing.Length)..]
        : null;

    private static Match? UnopenedClosing(string text) =>
        Closing().Matches(text).FirstOrDefault(mark => !IsQuoted(text, mark)) is { } closing && !AnyOpening().IsMatch(text[..closing.Index]) ? closing : null;

    private static int? Ending(string text, int from) =>
        AnyClosing().Matches(text, from).FirstOrDefault(mark => !IsQuoted(text, mark)) is { } closing ? closing.Index + closing.Length : null;

    // A thought between two sentences of an answer; one without an end reaches to the end of the answer.
    private static string Inner(string text)
    {
        var code = new CodeSpans(text);
        return Block().Replace(text, block => code.Contain(block.Index) ? block.Value : "");
    }

    // gpt-oss and Gemma name a channel for each part; only the final one is for the user.
    private static string Channels(string text)
    {
        if (FinalChannel().Matches(text).LastOrDefault() is { } final)
        {
            return End().Replace(text[(final.Index + final.Length)..], "");
        }

        return OtherChannel().Replace(text, "");
    }

    private static bool IsQuoted(string text, Match mark)
    {
        var end = mark.Index + mark.Length;
        return mark.Index > 0 && text[mark.Index - 1] == '`' && end < text.Length && text[end] == '`';
    }

    private const string Names = "(?:think|thinking|thought|thoughts|seed:think|ant_?thinking|mm:think|reasoning|scratchpad)";
    private const string Sure = "(?:think|thinking|thought|thoughts|seed:think|ant_?thinking|mm:think)";

    [GeneratedRegex(
        $@"<{Names}\b|</{Names}|\[/?THINK\]|◁/?think▷|<\|(?:channel|begin_of_thought|end_of_thought|START_THINKING|END_THINKING|begin_of_solution)"
        + @"|<channel\||<unused9[45]>|<details\s+type=.reasoning|<answer>",
        RegexOptions.IgnoreCase)]
    private static partial Regex Any();

    [GeneratedRegex(
        $@"\A\s*(?:<{Names}(?:\s[^<>]*)?>|\[THINK\]|◁think▷|<\|begin_of_thought\|>|<\|START_THINKING\|>|<unused94>"
        + @"|<details\s+type=.reasoning[^>]*>)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    [GeneratedRegex(
        $@"<{Names}(?:\s[^<>]*)?>|\[THINK\]|◁think▷|<\|begin_of_thought\|>|<\|START_THINKING\|>|<unused94>|<details\s+type=.reasoning",
        RegexOptions.IgnoreCase)]
    private static partial Regex AnyOpening();

    [GeneratedRegex($@"</{Sure}\s*>|\[/THINK\]|◁/think▷|<\|end_of_thought\|>|<\|END_THINKING\|>|<unused95>", RegexOptions.IgnoreCase)]
    private static partial Regex Closing();

    [GeneratedRegex($@"</{Names}\s*>|\[/THINK\]|◁/think▷|<\|end_of_thought\|>|<\|END_THINKING\|>|<unused95>|</details>", RegexOptions.IgnoreCase)]
    private static partial Regex AnyClosing();

    [GeneratedRegex(
        $@"<({Sure})(?:\s[^<>]*)?>.*?(?:</\1\s*>|\z)\s*|\[THINK\].*?(?:\[/THINK\]|\z)\s*|◁think▷.*?(?:◁/think▷|\z)\s*",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"<\|channel\|>\s*final\b[^<]*<\|message\|>")]
    private static partial Regex FinalChannel();

    [GeneratedRegex(
        @"(?:<\|start\|>\s*assistant\s*)?<\|channel\|>?\s*\w*[^<\n]*(?:<\|message\|>|\n).*?(?:<\|end\|>|<channel\|>|<\|return\|>|\z)",
        RegexOptions.Singleline)]
    private static partial Regex OtherChannel();

    [GeneratedRegex(@"<\|(?:end|return)\|>.*\z", RegexOptions.Singleline)]
    private static partial Regex End();

    // Templates of thinking models put the answer itself into marks.
    [GeneratedRegex(
        @"\A\s*(?:<answer>|<\|begin_of_solution\|>|<\|START_RESPONSE\|>)(.*?)(?:</answer>|<\|end_of_solution\|>|<\|END_RESPONSE\|>)?\s*\z",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Wrapper();
}
