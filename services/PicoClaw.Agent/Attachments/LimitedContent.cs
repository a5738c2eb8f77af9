namespace PicoClaw.Agent.Attachments;

/// <summary>The bytes that were looked at, then the rest, up to a limit. What passes it is an error, not a short file.</summary>
internal sealed class LimitedContent(ReadOnlyMemory<byte> head, Stream rest, long most) : Stream
{
    private ReadOnlyMemory<byte> _head = head;
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int length;
        if (_head.Length > 0)
        {
            length = Math.Min(_head.Length, buffer.Length);
            _head[..length].CopyTo(buffer);
            _head = _head[length..];
        }
        else
        {
            length = await rest.ReadAsync(buffer, cancellationToken);
        }

        return (_length += length) <= most
            ? length
            : throw new FetchException(FetchFault.TooLarge, $"it has more than {most} bytes");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
