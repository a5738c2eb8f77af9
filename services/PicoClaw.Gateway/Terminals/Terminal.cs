using System.CommandLine;
using Microsoft.Extensions.Options;
using PicoClaw.Configuration;
using Spectre.Console;

namespace PicoClaw.Gateway.Terminals;

/// <summary>
/// What every command of <c>picoclaw</c> writes to: answers go to standard output, in colour only on a terminal; an error goes to standard error,
/// as one line that says what to do.
/// </summary>
internal sealed class Terminal
{
    /// <summary>Understood by every command.</summary>
    public static readonly Option<bool> Verbose = new("--verbose") { Description = "Show the whole error when something fails", Recursive = true };

    private readonly bool _isVerbose;

    internal Terminal(TextWriter output, TextWriter error, TerminalKind kind, bool isVerbose)
    {
        (Output, Error, _isVerbose) = (output, error, isVerbose);
        IsInteractive = kind.IsTerminal && kind.HasKeyboard;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new TerminalOutput(output, kind.IsTerminal),
            Ansi = kind.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = kind.HasColours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = IsInteractive ? InteractionSupport.Yes : InteractionSupport.No,

            // They switch colours on for the logs of some build servers.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
    }

    /// <summary>With a console that a test reads and types into.</summary>
    internal Terminal(IAnsiConsole console, TextWriter error)
    {
        (Console, Output, Error) = (console, console.Profile.Out.Writer, error);
        IsInteractive = console.Profile.Capabilities.Interactive;
    }

    public IAnsiConsole Console { get; }

    /// <summary>For text that a program reads.</summary>
    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>Whether a person is there who can be asked.</summary>
    public bool IsInteractive { get; }

    public static Terminal Of(ParseResult parsed)
    {
        var streams = parsed.InvocationConfiguration;
        return new Terminal(streams.Output, streams.Error, TerminalKind.Of(streams.Output), parsed.GetValue(Verbose));
    }

    /// <summary>Runs a command: its own exit code, or 1 after an error that was printed.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, Func<Terminal, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        var terminal = Of(parsed);
        try
        {
            return await run(terminal, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 1;
        }
        catch (Exception exception)
        {
            return await terminal.FailAsync(exception);
        }
    }

    /// <summary>Shows that something goes on, while it does.</summary>
    public Task<T> WhileAsync<T>(string doing, Func<Task<T>> work) =>
        IsInteractive ? Console.Status().StartAsync(Markup.Escape(doing), _ => work()) : work();

    /// <summary>Prints the error, whole with --verbose, and returns the exit code.</summary>
    public async Task<int> FailAsync(Exception exception)
    {
        await Error.WriteLineAsync(_isVerbose ? exception.ToString() : Describe(exception));
        return 1;
    }

    private static string Describe(Exception exception) => exception switch
    {
        ConfigException or CommandException => exception.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        _ => $"{exception.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.')} (--verbose shows more)",
    };
}
