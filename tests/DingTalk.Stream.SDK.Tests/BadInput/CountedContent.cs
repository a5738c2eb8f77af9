using System.Net;

namespace DingTalk.Stream.Tests.BadInput;

// A body that counts the bytes read from it.
internal sealed class CountedContent(byte[] body) : HttpContent
{
    private readonly Body _body = new(body);

    public long Taken => _body.Taken;

    protected override Task<System.IO.Stream> CreateContentReadStreamAsync() => Task.FromResult<System.IO.Stream>(_body);

    protected override Task SerializeToStreamAsync(System.IO.Stream stream, TransportContext? context) => _body.CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private sealed class Body(byte[] bytes) : MemoryStream(bytes)
    {
        public long Taken { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = Read(buffer.Span);
            Taken += read;
            return new(read);
        }
    }
}
