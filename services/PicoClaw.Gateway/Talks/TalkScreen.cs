using PicoClaw.Agent.Talks;
using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Talks;

/// <summary>Shows answers: on a terminal while they are written, elsewhere whole, so that a program never reads what was taken back.</summary>
internal sealed class TalkScreen(Terminal terminal)
{
    private readonly List<string> _pieces = [];

    public bool IsTerminal => terminal.Console.Profile.Out.IsTerminal;

    public void Add(TalkPiece piece)
    {
        if (piece.Restarts)
        {
            _pieces.Clear();
            if (IsTerminal)
            {
                terminal.Console.MarkupLine("\n[dim](begins anew)[/]");
            }
        }

        _pieces.Add(piece.Text);
        if (IsTerminal)
        {
            terminal.Output.Write(piece.Text);
            terminal.Output.Flush();
        }
    }

    public void End()
    {
        terminal.Output.WriteLine(IsTerminal ? "" : string.Concat(_pieces).TrimEnd());
        terminal.Output.Flush();
        _pieces.Clear();
    }

    public void Abandon()
    {
        _pieces.Clear();
        terminal.Console.MarkupLine(IsTerminal ? "\n[dim](stopped)[/]" : "(stopped)");
    }
}
