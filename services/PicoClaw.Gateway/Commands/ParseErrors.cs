using System.CommandLine;
using System.CommandLine.Invocation;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Gateway.Commands;

/// <summary>
/// Says what is wrong with a command line: a line for each error, on standard error. The parser's own way prints the whole help, and part of it on
/// standard output.
/// </summary>
internal static class ParseErrors
{
    public static bool AreSaid(ParseResult parsed) => parsed.Action is ParseErrorAction && (parsed.UnmatchedTokens.Count > 0 || !IsIncomplete(parsed));

    public static async Task<int> PrintAsync(ParseResult parsed, TextWriter error)
    {
        var unknown = parsed.UnmatchedTokens;
        string[] lines =
        [
            .. unknown.Select(word => $"{word} is not known.{Hint(parsed, word)}"),
            .. parsed.Errors.Select(error => error.Message).Where(message => !unknown.Any(word => message.Contains(word, StringComparison.Ordinal))),
        ];
        if (unknown.Count > 0 && IsIncomplete(parsed))
        {
            // That a command is missing goes without saying.
            lines = lines[..unknown.Count];
        }

        await error.WriteLineAsync($"{string.Join(Environment.NewLine, lines.Select(Sentence))} {Path(parsed)} --help lists what there is.");
        return 1;
    }

    private static string Sentence(string line) => line[^1] is '.' or '?' ? line : $"{line}.";

    // Only a command that has others below it needs one more word.
    private static bool IsIncomplete(ParseResult parsed) => parsed.CommandResult.Command is { Action: null, Subcommands.Count: > 0 };

    private static string Hint(ParseResult parsed, string word)
    {
        var names = parsed.CommandResult.Command.Children.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name);
        return NameHint.For(word, names) is { } name ? $" Did you mean {name}?" : "";
    }

    private static string Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Push(result.Parent is null ? "picoclaw" : result.Command.Name);
        }

        return string.Join(' ', names);
    }
}
