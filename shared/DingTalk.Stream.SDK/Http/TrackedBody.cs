using System.Net;
using System.Net.Http.Headers;

namespace DingTalk.Stream.OpenApi;

// A body that records whether sending it began: before that, the call cannot have had an effect.
internal sealed class TrackedBody : ByteArrayContent
{
    private volatile bool _started;

    public TrackedBody(byte[] bytes, MediaTypeHeaderValue type)
        : base(bytes) => Headers.ContentType = type;

    public bool Started => _started;

    public static TrackedBody Json(byte[] utf8) => new(utf8, new MediaTypeHeaderValue("application/json", "utf-8"));

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
