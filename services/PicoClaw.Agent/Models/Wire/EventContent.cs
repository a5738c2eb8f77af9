using System.Net;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>An event stream whose events are looked at before a client reads them.</summary>
internal sealed class EventContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly SecretMask _mask;

    public EventContent(HttpContent inner, SecretMask mask)
    {
        (_inner, _mask) = (inner, mask);
        foreach (var (name, values) in inner.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() => new EventStream(await _inner.ReadAsStreamAsync(), _mask);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new EventStream(await _inner.ReadAsStreamAsync(cancellationToken), _mask);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await using var events = await CreateContentReadStreamAsync();
        await events.CopyToAsync(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
