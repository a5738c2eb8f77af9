using System.Net;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>The content of an answer that is read through another stream than its own.</summary>
internal sealed class RewrittenContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly Stream _stream;

    public RewrittenContent(HttpContent inner, Stream stream, string type)
    {
        (_inner, _stream) = (inner, stream);
        Headers.TryAddWithoutValidation("Content-Type", type);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(_stream);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _stream.CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
