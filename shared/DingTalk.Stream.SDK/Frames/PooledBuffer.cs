using System.Buffers;

namespace DingTalk.Stream.Protocol;

// A reused buffer: it grows for a large frame and shrinks afterwards.
internal sealed class PooledBuffer : IDisposable
{
    private const int InitialBytes = 16 * 1024;

    public byte[] Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(InitialBytes);

    // Grows to at least this length and keeps the content.
    public void Grow(int length)
    {
        if (length > Bytes.Length)
        {
            Exchange(length, keep: Bytes.Length);
        }
    }

    // Discards the content.
    public void ShrinkBack()
    {
        if (Bytes.Length > InitialBytes * 4)
        {
            Exchange(InitialBytes, keep: 0);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(Bytes);

    private void Exchange(int length, int keep)
    {
        var other = ArrayPool<byte>.Shared.Rent(length);
        Bytes.AsSpan(0, keep).CopyTo(other);
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = other;
    }
}
