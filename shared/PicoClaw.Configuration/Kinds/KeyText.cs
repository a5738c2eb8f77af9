using System.Text.RegularExpressions;
using PicoClaw.Configuration.Documents;

namespace PicoClaw.Configuration.Kinds;

/// <summary>Finds what is wrong with a pasted key: services only answer "invalid key".</summary>
internal static partial class KeyText
{
    /// <summary>The end of a sentence about the key, or null. Nothing of the key is shown, except the code of a character that no key holds.</summary>
    public static string? Fault(string key)
    {
        if (key.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || key.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return "begins with \"Bearer\" or \"Basic\", which the bot adds itself. Write the key alone.";
        }

        if (key.Length > 1 && (key[0], key[^1]) is ('"', '"') or ('\'', '\'') or ('`', '`') or ('“', '”'))
        {
            return "stands in quotes of its own. Write the key without them.";
        }

        if (Elsewhere().IsMatch(key))
        {
            return "looks like the name of a variable. Write ${NAME}, or file:// and the path of a file that holds the key.";
        }

        if (Masked().IsMatch(key))
        {
            return "is only the masked form of a key (***, ... or …), as consoles show it. Write the whole key.";
        }

        var position = 0;
        foreach (var rune in key.EnumerateRunes())
        {
            position++;
            if (rune.Value is < 0x21 or > 0x7E)
            {
                return $"holds {CharacterName.Of(rune)} as character {position}, and a key is ASCII letters, digits and signs only. "
                    + "Write it again without that character.";
            }
        }

        return null;
    }

    /// <summary>Whether the text is an example's placeholder for a key.</summary>
    public static bool IsPlaceholder(string key) => Placeholder().IsMatch(key);

    // A variable in the syntax of a shell, a template or an editor.
    [GeneratedRegex(@"^(\$[A-Za-z_]\w*|%[A-Za-z_]\w*%|\$\{.*\}|\{\{.*\}\}|\{env:.*\}|(env|process\.env)[:.]\w+|\$env:\w+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\*{3}|\.{3}|…|•{3}")]
    private static partial Regex Masked();

    // Matches the whole key: a random secret may hold any of these words somewhere.
    [GeneratedRegex(
        @"^([a-z]+[0-9]?[-_ ])*(your|my)([-_ ][a-z]+)+$"
            + @"|^([a-z]{2,6}[-_ ]?)?([a-z0-9]{1,6}[-_ ]){0,3}x{3,}([-_ ]x+)*$"
            + @"|^<.*>$"
            + @"|^([a-z]+[-_ ])*(change|replace)[-_ ]?(me|this|with)([-_ ][a-z]+)*$"
            + @"|^(sk-)?(api[-_]?key|client[-_]?(id|secret))$"
            + @"|你的|填写|替换",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
