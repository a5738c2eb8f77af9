namespace DingTalk.Stream.OpenApi;

/// <summary>Reads no more of an answer than any real one has: a broken peer may send without end.</summary>
internal static class LimitedBody
{
    private const int MaxBytes = 1024 * 1024;

    /// <returns>The body, cut off at 1 MiB (and then unreadable, as an answer so large is no answer).</returns>
    public static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var source = await content.ReadAsStreamAsync(cancellationToken);
        using var target = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while (target.Length < MaxBytes && (read = await source.ReadAsync(buffer, cancellationToken)) > 0)
        {
            target.Write(buffer, 0, read);
        }

        return target.ToArray();
    }
}
