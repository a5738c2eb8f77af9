using Microsoft.Extensions.Options;

namespace DingTalk.Stream.Hosting;

/// <summary>The HTTP client of a registered app: it follows no redirects, does not retry, and looks names up again every few minutes.</summary>
internal sealed class DingTalkHttp(IOptions<DingTalkStreamOptions> options) : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        Proxy = options.Value.Proxy,
    })
    {
        // Every call has a deadline of its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => Client.Dispose();
}
