using System.Buffers;

namespace DingTalk.Stream.OpenApi;

// Reads an answer up to a limit, because a broken peer may send without end.
internal static class LimitedBody
{
    private const int MaxBytes = 1024 * 1024;

    // The body, cut off at 1 MiB; a longer one does not parse, and no real answer is that long.
    public static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var source = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var disposed = source.ConfigureAwait(false);
        using var target = new MemoryStream();
        await CopyAsync(source, bytes => target.WriteAsync(bytes, cancellationToken), MaxBytes, cancellationToken).ConfigureAwait(false);
        return target.ToArray();
    }

    // The number of bytes copied; null when there are more than the limit.
    public static async Task<long?> CopyAsync(
        System.IO.Stream source, Func<ReadOnlyMemory<byte>, ValueTask> write, long maxBytes, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(8192);
        try
        {
            var length = 0L;
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > maxBytes)
                {
                    return null;
                }

                await write(buffer.AsMemory(0, read)).ConfigureAwait(false);
            }

            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
