using System.Text.RegularExpressions;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>
/// Takes out what a model writes to itself before it answers, in the marks of the templates that there are. What begins an answer is a thought even when it never ends, and
/// what ends without a beginning too: many templates write the opening mark themselves. Marks that an answer shows as code stay.
/// </summary>
internal static partial class WrittenThoughts
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

    /// <summary>What follows the thought that a text begins with; null when it begins with none.</summary>
    private static string? Leading(string text)
    {
        if (Opening().Match(text) is { Success: true } opening)
        {
            return Ending(text, opening.Length) is { } end ? text[end..] : "";
        }

        return Closing().Matches(text).FirstOrDefault(mark => !IsQuoted(text, mark)) is { } closing && !AnyOpening().IsMatch(text[..closing.Index])
            ? text[(closing.Index + closing.Length)..]
            : null;
    }

    private static int? Ending(string text, int from) =>
        AnyClosing().Matches(text, from).FirstOrDefault(mark => !IsQuoted(text, mark)) is { } closing ? closing.Index + closing.Length : null;

    // Between two sentences of an answer; one that breaks off at the end is cut with it.
    private static string Inner(string text)
    {
        var code = new CodeParts(text);
        return Block().Replace(text, block => code.Hold(block.Index) ? block.Value : "");
    }

    // gpt-oss and Gemma name a channel for each part; what is not for the user is in another than the final one.
    private static string Channels(string text)
    {
        if (FinalChannel().Matches(text).LastOrDefault() is { } final)
        {
            return End().Replace(text[(final.Index + final.Length)..], "");
        }

        return OtherChannel().Replace(text, "");
    }

    private static bool IsQuoted(string text, Match mark) =>
        mark.Index > 0 && text[mark.Index - 1] == '`' && mark.Index + mark.Length < text.Length && text[mark.Index + mark.Length] == '`';

    private const string Names = "(?:think|thinking|thought|thoughts|seed:think|ant_?thinking|mm:think|reasoning|scratchpad)";
    private const string Sure = "(?:think|thinking|thought|thoughts|seed:think|ant_?thinking|mm:think)";

    [GeneratedRegex($@"<{Names}\b|</{Names}|\[/?THINK\]|◁/?think▷|<\|(?:channel|begin_of_thought|end_of_thought|START_THINKING|END_THINKING|begin_of_solution)|<channel\||<unused9[45]>|<details\s+type=.reasoning|<answer>", RegexOptions.IgnoreCase)]
    private static partial Regex Any();

    [GeneratedRegex($@"\A\s*(?:<{Names}(?:\s[^<>]*)?>|\[THINK\]|◁think▷|<\|begin_of_thought\|>|<\|START_THINKING\|>|<unused94>|<details\s+type=.reasoning[^>]*>)", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    [GeneratedRegex($@"<{Names}(?:\s[^<>]*)?>|\[THINK\]|◁think▷|<\|begin_of_thought\|>|<\|START_THINKING\|>|<unused94>|<details\s+type=.reasoning", RegexOptions.IgnoreCase)]
    private static partial Regex AnyOpening();

    [GeneratedRegex($@"</{Sure}\s*>|\[/THINK\]|◁/think▷|<\|end_of_thought\|>|<\|END_THINKING\|>|<unused95>", RegexOptions.IgnoreCase)]
    private static partial Regex Closing();

    [GeneratedRegex($@"</{Names}\s*>|\[/THINK\]|◁/think▷|<\|end_of_thought\|>|<\|END_THINKING\|>|<unused95>|</details>", RegexOptions.IgnoreCase)]
    private static partial Regex AnyClosing();

    [GeneratedRegex($@"<({Sure})(?:\s[^<>]*)?>.*?(?:</\1\s*>|\z)\s*|\[THINK\].*?(?:\[/THINK\]|\z)\s*|◁think▷.*?(?:◁/think▷|\z)\s*", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"<\|channel\|>\s*final\b[^<]*<\|message\|>")]
    private static partial Regex FinalChannel();

    [GeneratedRegex(@"(?:<\|start\|>\s*assistant\s*)?<\|channel\|>?\s*\w*[^<\n]*(?:<\|message\|>|\n).*?(?:<\|end\|>|<channel\|>|<\|return\|>|\z)", RegexOptions.Singleline)]
    private static partial Regex OtherChannel();

    [GeneratedRegex(@"<\|(?:end|return)\|>.*\z", RegexOptions.Singleline)]
    private static partial Regex End();

    // Templates of thinking models put the answer itself into marks.
    [GeneratedRegex(@"\A\s*(?:<answer>|<\|begin_of_solution\|>|<\|START_RESPONSE\|>)(.*?)(?:</answer>|<\|end_of_solution\|>|<\|END_RESPONSE\|>)?\s*\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Wrapper();
}
