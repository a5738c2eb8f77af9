using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PicoClaw.Hosting.Startup;

/// <summary>Tells the person who presses Ctrl+C what the process is waiting for, and ends it at the second time.</summary>
internal sealed class StopMessages : IDisposable
{
    // As a shell reports a program that a signal ended.
    private const int Interrupted = 130;
    private const int Terminated = 143;

    private readonly IHostApplicationLifetime _lifetime;
    private readonly Announcer _announcer;
    private readonly AnswersInProgress _answers;
    private readonly ILogger _logger;
    private readonly Action<int> _end;
    private readonly CancellationTokenRegistration _stopping;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _signals;

    public StopMessages(IHostApplicationLifetime lifetime, Announcer announcer, AnswersInProgress answers, ILogger logger, Action<int> end)
    {
        (_lifetime, _announcer, _answers, _logger, _end) = (lifetime, announcer, answers, logger, end);
        _stopping = lifetime.ApplicationStopping.Register(Stopping);

        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Interrupt());
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Terminate());
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stopping.Dispose();
    }

    internal void Stopping()
    {
        var count = _answers.Count;
        if (_announcer.IsSilent)
        {
            Log.Stopping(_logger, count);
            return;
        }

        _announcer.Say(count == 1 ? "Stopping, 1 answer in flight..." : $"Stopping, {count} answers in flight...");
    }

    internal void Interrupt()
    {
        if (!EndsAtOnce(Interrupted) && _answers.Count > 0)
        {
            _announcer.Say("Press Ctrl+C again to stop at once; unfinished answers continue after the next start.");
        }
    }

    internal void Terminate() => EndsAtOnce(Terminated);

    private bool EndsAtOnce(int code)
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            _announcer.Say("Stopped at once. Unfinished answers continue after the next start.");
            _end(code);
            return true;
        }

        // The host does it too, but perhaps after this handler.
        _lifetime.StopApplication();
        return false;
    }
}
