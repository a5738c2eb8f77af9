using System.CommandLine;
using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Tests.Terminals;

public sealed class TerminalTests
{
    private const string Escape = "\u001b[";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Console_NoTerminal_WritesNoEscapeAndWholeLines()
    {
        using var output = new StringWriter();
        var words = string.Join(' ', Enumerable.Repeat("word", 60));

        new Terminal(output, TextWriter.Null, new TerminalKind(IsTerminal: false, HasColours: false, HasKeyboard: true), isVerbose: false)
            .Console.MarkupLine($"[red]{words}[/]");

        output.ToString().ShouldBe(words + Environment.NewLine);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("1", false)]
    [InlineData("0", false)]
    public void Kind_NoColor_TurnsColoursOff(string? value, bool hasColours) =>
        TerminalKind.Of(isTerminal: true, hasKeyboard: true, name => name == "NO_COLOR" ? value : null).HasColours.ShouldBe(hasColours);

    [Fact]
    public void Kind_NoTerminal_HasNoColours() =>
        TerminalKind.Of(isTerminal: false, hasKeyboard: true, _ => null).HasColours.ShouldBeFalse();

    [Fact]
    public void Kind_OfAnotherWriter_IsNoTerminal() => TerminalKind.Of(TextWriter.Null).IsTerminal.ShouldBeFalse();

    [Fact]
    public void Console_TerminalWithoutColours_WritesNoColour()
    {
        using var output = new StringWriter();

        var terminal = new Terminal(output, TextWriter.Null, new TerminalKind(IsTerminal: true, HasColours: false, HasKeyboard: false), isVerbose: false);
        terminal.Console.MarkupLine("[red]word[/]");

        output.ToString().ShouldNotContain(Escape + "3");
        output.ToString().ShouldContain("word");
        terminal.IsInteractive.ShouldBeFalse();
    }

    [Fact]
    public async Task Run_CommandFails_PrintsOneLineWithTheRemedyOnStandardError()
    {
        var (exit, output, error) = await RunAsync(_ => throw new CommandException("The file is broken.", "Mend it"));

        exit.ShouldBe(1);
        output.ShouldBeEmpty();
        error.ShouldBe("The file is broken. Mend it" + Environment.NewLine);
    }

    [Fact]
    public async Task Run_UnexpectedError_IsOneLine()
    {
        var (exit, _, error) = await RunAsync(_ => throw new InvalidOperationException("first\nsecond"));

        exit.ShouldBe(1);
        error.ShouldBe("first second (--verbose shows more)" + Environment.NewLine);
    }

    [Fact]
    public async Task Run_Verbose_PrintsTheStack()
    {
        var (_, _, error) = await RunAsync(_ => throw new CommandException("broken", "Mend it"), "--verbose");

        error.ShouldContain("   at ");
        error.ShouldContain("broken. Mend it");
    }

    [Fact]
    public async Task Run_CommandWorks_ReturnsItsExitCode()
    {
        var (exit, output, error) = await RunAsync(terminal =>
        {
            terminal.Output.WriteLine("plain");
            return Task.FromResult(3);
        });

        exit.ShouldBe(3);
        output.ShouldBe("plain" + Environment.NewLine);
        error.ShouldBeEmpty();
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(Func<Terminal, Task<int>> run, params string[] words)
    {
        var root = new RootCommand { Terminal.Verbose };
        root.SetAction((parsed, cancellationToken) => Terminal.RunAsync(parsed, (terminal, _) => run(terminal), cancellationToken));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await root.Parse(words).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, Cancel);
        return (exit, output.ToString(), error.ToString());
    }
}
