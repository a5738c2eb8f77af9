using System.Collections.Concurrent;
using System.Threading.Channels;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Storage.Tests.Testing;

/// <summary>Lane work that the test observes and delays.</summary>
internal sealed class RecordingWork : ILaneWork
{
    private readonly ConcurrentDictionary<string, int> _running = new();
    private readonly Channel<string> _started = Channel.CreateBounded<string>(1000);

    private int _atOnce;

    public Func<LaneHold, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>The result of the work: whether its lane is empty.</summary>
    public bool IsEmpty { get; set; } = true;

    public bool Overlapped { get; private set; }

    public int MostAtOnce { get; private set; }

    public ChannelReader<string> Started => _started.Reader;

    public async Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        Overlapped |= _running.AddOrUpdate(hold.Lease.Key, 1, (_, count) => count + 1) > 1;
        lock (_running)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
        }

        try
        {
            await _started.Writer.WriteAsync(hold.Lease.Key, cancellationToken);
            await Work(hold, cancellationToken);
            return IsEmpty;
        }
        finally
        {
            _running.AddOrUpdate(hold.Lease.Key, 0, (_, count) => count - 1);
            lock (_running)
            {
                _atOnce--;
            }
        }
    }
}
