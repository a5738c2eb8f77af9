using PicoClaw.Storage.Postgres;

namespace PicoClaw.Storage.Blobs;

/// <summary>Reads a blob a chunk at a time, and holds no connection between them. Seekable, as libraries that read archives ask for it.</summary>
internal sealed class PostgresBlobStream(PostgresStore store, Guid id, long size) : Stream
{
    private byte[] _chunk = [];
    private long _number = -1;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= size || buffer.Length == 0)
        {
            return 0;
        }

        var number = _position / PostgresBlobStore.ChunkSize;
        if (number != _number)
        {
            _chunk = await store.QueryAsync(
                session => session.FirstOrDefaultAsync<byte[]>("SELECT data FROM chunk WHERE blob_id = @id AND number = @number", new { id, number }),
                cancellationToken) ?? throw new IOException($"The blob {BlobId.Text(id)} was deleted while it was read.");
            _number = number;
        }

        var part = _chunk.AsMemory((int)(_position % PostgresBlobStore.ChunkSize));
        part = part[..Math.Min(part.Length, buffer.Length)];
        part.CopyTo(buffer);
        _position += part.Length;
        return part.Length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // For libraries that know no other way; on a thread of its own, so that no context waits for itself.
    public override int Read(byte[] buffer, int offset, int count) => Task.Run(() => ReadAsync(buffer, offset, count)).GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => size + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
