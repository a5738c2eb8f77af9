namespace DingTalk.Stream.Tests.Support;

internal sealed class FullDisk : MemoryStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        throw new IOException("full");
}
