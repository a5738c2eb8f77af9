using System.Globalization;

namespace Load;

/// <summary>The arguments of a run: --name value, and --name alone.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <param name="arguments">What was given.</param>
    /// <param name="named">The names of those with a value.</param>
    /// <param name="flags">The names of those without.</param>
    public static Options Read(IReadOnlyList<string> arguments, string[] named, string[] flags)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i][2..] : "";
            if (!flags.Contains(name) && !(named.Contains(name) && i + 1 < arguments.Count))
            {
                throw new ArgumentException(
                    $"\"{arguments[i]}\" is not understood; there are --{string.Join(", --", [.. named, .. flags])}.", nameof(arguments));
            }

            options._values[name] = flags.Contains(name) ? "" : arguments[++i];
        }

        return options;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
