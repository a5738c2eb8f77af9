using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace PicoClaw.Hosting.Startup;

/// <summary>Tells the person who presses Ctrl+C what the process is waiting for, and ends it at the second time.</summary>
internal sealed class StopMessages : IDisposable
{
    private const int Interrupted = 130;

    private readonly IHostApplicationLifetime _lifetime;
    private readonly Announcer _announcer;
    private readonly AnswersInProgress _answers;
    private readonly Action<int> _end;
    private readonly CancellationTokenRegistration _stopping;
    private readonly PosixSignalRegistration _interrupt;
    private int _interrupts;

    public StopMessages(IHostApplicationLifetime lifetime, Announcer announcer, AnswersInProgress answers, Action<int> end)
    {
        (_lifetime, _announcer, _answers, _end) = (lifetime, announcer, answers, end);
        _stopping = lifetime.ApplicationStopping.Register(Stopping);

        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Interrupt());
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _stopping.Dispose();
    }

    internal void Stopping() => _announcer.Say(_answers.Count switch
    {
        0 => "Stopping...",
        1 => "Stopping, finishing 1 answer...",
        var count => $"Stopping, finishing {count} answers...",
    });

    internal void Interrupt()
    {
        if (Interlocked.Increment(ref _interrupts) > 1)
        {
            _announcer.Say("Stopped at once. Unfinished answers continue after the next start.");
            _end(Interrupted);
            return;
        }

        // The host does it too, but perhaps after this handler.
        _lifetime.StopApplication();
        if (_answers.Count > 0)
        {
            _announcer.Say("Press Ctrl+C again to stop at once; unfinished answers continue after the next start.");
        }
    }
}
