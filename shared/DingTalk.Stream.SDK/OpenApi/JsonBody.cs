using System.Net;
using System.Net.Http.Headers;

namespace DingTalk.Stream.OpenApi;

/// <summary>A JSON body that knows whether its sending began: without that, nothing can have happened at the other side.</summary>
internal sealed class JsonBody : ByteArrayContent
{
    private volatile bool _started;

    public JsonBody(byte[] utf8)
        : base(utf8) => Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");

    public bool Started => _started;

    protected override Task SerializeToStreamAsync(System.IO.Stream stream, TransportContext? context)
    {
        _started = true;
        return base.SerializeToStreamAsync(stream, context);
    }

    protected override Task SerializeToStreamAsync(System.IO.Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _started = true;
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }

    protected override void SerializeToStream(System.IO.Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _started = true;
        base.SerializeToStream(stream, context, cancellationToken);
    }
}
