using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace PicoClaw.Agent.Attachments;

/// <summary>
/// Two clients that follow nothing and unpack nothing. The guarded one resolves a name, looks at every address and connects to one of those it has seen,
/// so that no second look-up can give another. The open one is for the account's own host, and for a proxy, behind which nobody sees addresses.
/// </summary>
internal sealed class DownloadClients : IDisposable
{
    private const int MostAddresses = 4;

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    private readonly INetwork _network;
    private readonly IWebProxy _proxy;

    /// <param name="network">Names and connections.</param>
    /// <param name="proxy">The one of the environment.</param>
    /// <param name="trust">Null: the system's certificates.</param>
    public DownloadClients(INetwork network, IWebProxy proxy, X509ChainPolicy? trust = null)
    {
        (_network, _proxy) = (network, proxy);
        var guarded = Handler(trust);
        guarded.UseProxy = false;
        guarded.ConnectCallback = ConnectAsync;
        Guarded = Client(guarded);
        var open = Handler(trust);
        open.Proxy = proxy;
        Open = Client(open);
    }

    public HttpClient Guarded { get; }

    public HttpClient Open { get; }

    public bool IsProxied(Uri address) => !_proxy.IsBypassed(address) && _proxy.GetProxy(address) is { } proxy && proxy != address;

    public void Dispose()
    {
        Guarded.Dispose();
        Open.Dispose();
    }

    private static HttpClient Client(SocketsHttpHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    // A connection is used once: the next download looks at addresses again.
    private static SocketsHttpHandler Handler(X509ChainPolicy? trust) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ConnectTimeout = ConnectTime,
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseDrainSize = 0,
        MaxResponseHeadersLength = 32,
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _network.ResolveAsync(host, cancellationToken);

        // Not even one: a name with both kinds is made to deceive.
        if (Array.Find(addresses, address => !PublicAddress.Is(address)) is { } forbidden)
        {
            throw new FetchException(FetchFault.ForbiddenAddress, $"{host} leads to {forbidden}, which is not an address of the public internet");
        }

        Exception? last = null;
        foreach (var address in addresses.Take(MostAddresses))
        {
            try
            {
                return await _network.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            }
            catch (SocketException exception)
            {
                last = exception;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}
