using System.Diagnostics;

namespace Interop.Tests.Torture;

// Sends numbered messages to one app at an even pace, in ten conversations, until it is disposed.
internal sealed class SteadyStream : IAsyncDisposable
{
    private const int Conversations = 10;

    private readonly EmulatorBench _bench;
    private readonly string _app;
    private readonly TimeSpan _pace;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Said> _said = [];
    private readonly Task _running;
    private volatile int _count;
    private bool _disposed;

    public SteadyStream(EmulatorBench bench, string app, TimeSpan pace)
    {
        (_bench, _app, _pace) = (bench, app, pace);
        _running = RunAsync();
    }

    // Read it only after the end.
    public IReadOnlyList<Said> Said => _said;

    public int Count => _count;

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience.Limit);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        var start = Stopwatch.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            // By the clock, not by the last message: a delay of a busy machine is made up for.
            var early = (_pace * _count) - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, CancellationToken.None);
            }

            var due = start + (long)(_pace.TotalSeconds * _count * Stopwatch.Frequency);
            var at = Stopwatch.GetTimestamp();
            _said.Add(new Said(_count, await _bench.SayAsync(_app, $"{_count}", $"u{_count % Conversations}"), due, at));
            _count++;
        }
    }
}
