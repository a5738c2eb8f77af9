using System.Text;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Passes an event stream on line by line; an event that tells of an error is thrown, whatever came before it.</summary>
internal sealed class EventStream(Stream inner, SecretMask mask) : Stream
{
    // An error is short; a longer line is passed on without being looked at.
    private const int LongestError = 64 * 1024;

    private readonly byte[] _chunk = new byte[8 * 1024];
    private readonly MemoryStream _line = new();
    private ReadOnlyMemory<byte> _read;
    private bool _lineIsLong;

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
        if (_read.IsEmpty)
        {
            _read = _chunk.AsMemory(0, await inner.ReadAsync(_chunk, cancellationToken));
        }

        // Up to the end of a line, so that what came before an error has been read when it is thrown.
        var end = _read.Span.IndexOf((byte)'\n');
        var length = Math.Min(buffer.Length, end < 0 ? _read.Length : end + 1);
        Look(_read.Span[..length]);
        _read[..length].CopyTo(buffer);
        _read = _read[length..];
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An answer is read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _line.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Look(ReadOnlySpan<byte> part)
    {
        _lineIsLong |= _line.Length + part.Length > LongestError;
        if (!_lineIsLong)
        {
            _line.Write(part);
        }

        if (part is [.., (byte)'\n'])
        {
            var line = _lineIsLong ? "" : Encoding.UTF8.GetString(_line.GetBuffer(), 0, (int)_line.Length);
            _line.SetLength(0);
            _lineIsLong = false;
            EventError.ThrowIfTold(line, mask);
        }
    }
}
