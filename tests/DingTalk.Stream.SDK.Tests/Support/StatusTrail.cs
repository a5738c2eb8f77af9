using System.Collections.Concurrent;
using System.Threading.Channels;

namespace DingTalk.Stream.Tests.Support;

// Records every announced status, and waits for one.
internal sealed class StatusTrail
{
    private readonly ConcurrentQueue<StreamStatus> _all = new();
    private readonly Channel<StreamStatus> _unread = Channel.CreateUnbounded<StreamStatus>();

    public IReadOnlyList<StreamStatus> All => [.. _all];

    public void Add(StreamStatus status)
    {
        _all.Enqueue(status);
        _unread.Writer.TryWrite(status);
    }

    public async Task<StreamStatus> Reached(StreamState state)
    {
        while (true)
        {
            var status = await _unread.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();
            if (status.State == state)
            {
                return status;
            }
        }
    }
}
