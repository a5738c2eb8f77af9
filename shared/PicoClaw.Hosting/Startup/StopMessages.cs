using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace PicoClaw.Hosting;

/// <summary>Tells the person who presses Ctrl+C what is waited for, and ends the process at the second time.</summary>
internal sealed class StopWords : IDisposable
{
    private const int Interrupted = 130;

    private readonly IHostApplicationLifetime _lifetime;
    private readonly Announcer _announcer;
    private readonly AnswersInHand _answers;
    private readonly Action<int> _end;
    private readonly CancellationTokenRegistration _stopping;
    private readonly PosixSignalRegistration _interrupt;
    private int _interrupts;

    public StopWords(IHostApplicationLifetime lifetime, Announcer announcer, AnswersInHand answers, Action<int> end)
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
            _announcer.Say("Ended at once. What was not finished goes on after the next start.");
            _end(Interrupted);
            return;
        }

        // Also done by the host, but perhaps after this handler.
        _lifetime.StopApplication();
        if (_answers.Count > 0)
        {
            _announcer.Say("Press Ctrl+C again to end at once; what is not finished is answered after the next start.");
        }
    }
}
