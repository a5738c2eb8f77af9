using System.Diagnostics;

namespace Benchmarks.Stream;

/// <summary>The server's end of one WebSocket: pushes a phase's frames within its window and checks that each is acked once, with 200.</summary>
internal sealed class ServerLink(System.IO.Stream stream)
{
    private static readonly FrameTemplate Template = new();

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AckScanner _acks = new();
    private readonly byte[] _incoming = new byte[256 * 1024];
    private int _nextId;

    /// <summary>Done once the link is no longer used.</summary>
    public Task Ended => _ended.Task;

    public void End() => _ended.TrySetResult();

    /// <returns>The time for all frames, and each frame's time from the write to its ack.</returns>
    public async Task<PhaseTiming> PushAsync(Phase phase, CancellationToken cancellationToken)
    {
        var outgoing = new byte[Template.Length * phase.FramesPerWrite];
        var sentAt = new long[phase.Frames];
        var took = new double[phase.Frames];
        var (first, sent, acked) = (_nextId, 0, 0);
        _nextId += phase.Frames;
        var start = Stopwatch.GetTimestamp();
        while (acked < phase.Frames)
        {
            while (sent < phase.Frames && phase.Window - (sent - acked) >= phase.FramesPerWrite)
            {
                var count = Math.Min(phase.FramesPerWrite, phase.Frames - sent);
                var now = Stopwatch.GetTimestamp();
                for (var i = 0; i < count; i++, sent++)
                {
                    Template.Write(outgoing.AsSpan(i * Template.Length), first + sent);
                    sentAt[sent] = now;
                }

                await stream.WriteAsync(outgoing.AsMemory(0, count * Template.Length), cancellationToken);
            }

            var read = await stream.ReadAsync(_incoming, cancellationToken);
            if (read == 0)
            {
                throw new InvalidOperationException("The client closed the link.");
            }

            foreach (var id in _acks.Scan(_incoming.AsSpan(0, read)))
            {
                var index = id - first;
                if (index < 0 || index >= sent || took[index] > 0)
                {
                    throw new InvalidOperationException($"Frame {id} was acked twice, or before it was sent.");
                }

                took[index] = Stopwatch.GetElapsedTime(sentAt[index]).TotalMilliseconds;
                acked++;
            }
        }

        return new PhaseTiming(Stopwatch.GetElapsedTime(start), took);
    }
}
