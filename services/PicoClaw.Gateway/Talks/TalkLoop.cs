using System.Runtime.InteropServices;
using PicoClaw.Agent.Talks;
using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Talks;

/// <summary>Talks with the model, line by line. Ctrl+C ends an answer; "exit" or the end of the input ends the loop.</summary>
internal sealed class TalkLoop(Terminal terminal, LocalTalk talk, string? model, TextReader input)
{
    private readonly TalkScreen _screen = new(terminal);
    private readonly Lock _gate = new();
    private CancellationTokenSource? _answering;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        if (terminal.IsInteractive)
        {
            terminal.Console.MarkupLine("[dim]Ctrl+C ends an answer; /new begins a new conversation; exit ends.[/]");
        }

        while (await ReadAsync(cancellationToken) is { } line)
        {
            switch (line.Trim())
            {
                case "":
                    break;
                case "exit" or "quit" or "/exit" or "/quit":
                    return 0;
                case "/new" or "/clear":
                    talk.Clear();
                    break;
                default:
                    await TurnAsync(line, cancellationToken);
                    break;
            }
        }

        return 0;
    }

    /// <summary>One message and its answer; Ctrl+C ends both. 0, or 1 without an answer.</summary>
    public async Task<int> OnceAsync(string message, CancellationToken cancellationToken)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        return await TurnAsync(message, cancellationToken) ? 0 : 1;
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        if (terminal.IsInteractive)
        {
            terminal.Console.Markup("[bold]>[/] ");
        }

        return await input.ReadLineAsync(cancellationToken);
    }

    private async Task<bool> TurnAsync(string text, CancellationToken cancellationToken)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        SetAnswering(turn);
        try
        {
            await talk.SayAsync(text, model, _screen.Add, turn.Token);
            _screen.End();
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _screen.Abandon();
        }
        catch (TalkException failure)
        {
            await terminal.FailAsync(new CommandException(failure.Message, "picoclaw doctor looks for the cause", failure));
        }
        finally
        {
            SetAnswering(null);
        }

        return false;
    }

    // The signal comes on a thread of its own, and must not meet a source that is disposed.
    private void SetAnswering(CancellationTokenSource? turn)
    {
        lock (_gate)
        {
            _answering = turn;
        }
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_gate)
        {
            _answering?.Cancel();
        }
    }
}
