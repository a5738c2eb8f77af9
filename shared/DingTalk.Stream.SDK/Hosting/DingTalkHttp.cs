using Microsoft.Extensions.Options;

namespace DingTalk.Stream.Hosting;

// The HTTP client of a registered app: no redirects, no retries, and a new DNS lookup every few minutes.
internal sealed class DingTalkHttp(IOptions<DingTalkStreamOptions> options) : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        Proxy = options.Value.Proxy,
    })
    {
        // Every call sets its own deadline.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => Client.Dispose();
}
