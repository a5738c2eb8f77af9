using System.Runtime.CompilerServices;

namespace DingTalk.Stream;

// Between a WebSocket and its connection: one read takes everything that has arrived, because system calls, not JSON, dominate the cost of
// a frame, and acks may be written beside the WebSocket.
internal sealed class LinkTransport(System.IO.Stream connection, Action onRead) : DuplexStream
{
    private const int ReadBytes = 32 * 1024;

    private readonly byte[] _read = new byte[ReadBytes];
    private readonly SemaphoreSlim _writing = new(1, 1);
    private int _readAt;
    private int _readEnd;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_readAt < _readEnd)
        {
            return new(Take(buffer.Span));
        }

        return buffer.Length is 0 or >= ReadBytes ? connection.ReadAsync(buffer, cancellationToken) : FillAsync(buffer, cancellationToken);
    }

    // The WebSocket writes its pings here and LinkWriter its acks, each of them whole frames.
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await connection.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        _readEnd = 0;
        _readAt = 0;
        _readEnd = await connection.ReadAsync(_read, cancellationToken).ConfigureAwait(false);
        onRead();
        return Take(buffer.Span);
    }

    private int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, _readEnd - _readAt);
        _read.AsSpan(_readAt, count).CopyTo(target);
        _readAt += count;
        return count;
    }
}
