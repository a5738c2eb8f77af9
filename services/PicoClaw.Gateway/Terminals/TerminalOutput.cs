using System.Text;
using Spectre.Console;

namespace PicoClaw.Gateway.Terminals;

/// <summary>Where the console of Spectre writes.</summary>
internal sealed class TerminalOutput(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    // A program that reads the output wants whole lines.
    private const int WidthForPrograms = 1000;

    private readonly AnsiConsoleOutput _terminal = new(writer);

    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => isTerminal ? _terminal.Width : WidthForPrograms;

    public int Height => _terminal.Height;

    public void SetEncoding(Encoding encoding) => _terminal.SetEncoding(encoding);
}
