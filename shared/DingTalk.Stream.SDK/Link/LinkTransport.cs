using System.Runtime.CompilerServices;

namespace DingTalk.Stream;

// Buffers between a WebSocket and its connection, because system calls, not JSON, dominate the cost of a frame: one read takes everything
// that has arrived, and acks that directly follow each other leave in one write.
internal sealed class LinkTransport(System.IO.Stream connection) : System.IO.Stream
{
    private const int ReadBytes = 32 * 1024;
    private const int WriteBytes = 16 * 1024;

    private readonly byte[] _read = new byte[ReadBytes];
    private readonly byte[] _written = new byte[WriteBytes];
    private int _readAt;
    private int _readEnd;
    private int _pending;

    // True while another message follows immediately, so this one may wait for it.
    public bool MoreFollows { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_readAt < _readEnd)
        {
            return new(Take(buffer.Span));
        }

        return buffer.Length is 0 or >= ReadBytes ? connection.ReadAsync(buffer, cancellationToken) : FillAsync(buffer, cancellationToken);
    }

    // The WebSocket serializes its writes, pings included, so calls never overlap.
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length > WriteBytes - _pending)
        {
            await WritePendingAsync(cancellationToken).ConfigureAwait(false);
        }

        if (buffer.Length > WriteBytes || (!MoreFollows && _pending == 0))
        {
            await connection.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            return;
        }

        buffer.CopyTo(_written.AsMemory(_pending));
        _pending += buffer.Length;
        if (!MoreFollows)
        {
            await WritePendingAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        MoreFollows ? Task.CompletedTask : connection.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

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
        return Take(buffer.Span);
    }

    private int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, _readEnd - _readAt);
        _read.AsSpan(_readAt, count).CopyTo(target);
        _readAt += count;
        return count;
    }

    private async ValueTask WritePendingAsync(CancellationToken cancellationToken)
    {
        if (_pending > 0)
        {
            var count = _pending;
            _pending = 0;
            await connection.WriteAsync(_written.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }
    }
}
