using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PicoClaw.Configuration;

namespace PicoClaw.Hosting.Startup;

/// <summary>Says why a process did not start, for the person at the terminal: a sentence for each problem, no stack trace.</summary>
internal static partial class StartError
{
    public static string Describe(Exception exception) => string.Join(Environment.NewLine, Problems(exception).Distinct());

    private static IEnumerable<string> Problems(Exception exception) => exception switch
    {
        ConfigException => [exception.Message],
        OptionsValidationException invalid => invalid.Failures,
        AggregateException several => several.Flatten().InnerExceptions.SelectMany(Problems),
        IOException or UnauthorizedAccessException => [Whole(exception)],
        _ => [$"PicoClaw cannot start: {Whole(exception)} (--verbose shows more)"],
    };

    // The inner exception often says what the outer one only wraps.
    private static string Whole(Exception exception)
    {
        var (outer, inner) = (OneLine(exception.Message), OneLine(exception.GetBaseException().Message));
        return outer.Contains(inner, StringComparison.Ordinal) ? outer : $"{outer.TrimEnd('.')}: {inner}";
    }

    private static string OneLine(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
