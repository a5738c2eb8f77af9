using System.Buffers;

namespace DingTalk.Stream.Protocol;

/// <summary>Bytes that are used over and over: it grows for a large frame and gives the room back after it.</summary>
internal sealed class PooledBuffer : IDisposable
{
    private const int InitialBytes = 16 * 1024;

    public byte[] Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(InitialBytes);

    /// <summary>Makes room for so many bytes, and keeps those that are there.</summary>
    public void Grow(int length)
    {
        if (length > Bytes.Length)
        {
            Exchange(length, keep: Bytes.Length);
        }
    }

    /// <summary>Forgets what is there.</summary>
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
