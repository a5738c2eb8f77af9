using System.Buffers;

namespace PicoClaw.Agent.Commands;

/// <summary>
/// A message in the form of a command: <c>/name@bot arguments</c>, or with an exclamation mark; both also full-width, as Chinese keyboards
/// write them.
/// </summary>
internal sealed record CommandLine(string Name, string Arguments)
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n\u2005\u00a0\u3000");

    public static bool TryParse(string text, out CommandLine line)
    {
        line = new CommandLine("", "");
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2 || trimmed[0] is not ('/' or '!' or '／' or '！'))
        {
            return false;
        }

        var rest = trimmed[1..];
        var end = rest.IndexOfAny(Blanks);
        var word = end < 0 ? rest : rest[..end];
        var suffix = word.IndexOf('@');
        var name = suffix < 0 ? word : word[..suffix];
        if (name.IsEmpty)
        {
            return false;
        }

        line = new CommandLine(name.ToString(), end < 0 ? "" : rest[end..].Trim().ToString());
        return true;
    }
}
