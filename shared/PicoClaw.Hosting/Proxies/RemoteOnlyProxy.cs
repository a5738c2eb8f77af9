using System.Net;

namespace PicoClaw.Hosting.Proxies;

/// <summary>
/// The proxy that the environment names (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY), for other machines only: on this one, as for a local model, it would only
/// be in the way, and few people write NO_PROXY.
/// </summary>
internal sealed class OutsideProxy(IWebProxy inner) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => inner.Credentials;
        set => inner.Credentials = value;
    }

    public static void Use()
    {
        if (HttpClient.DefaultProxy is not OutsideProxy)
        {
            HttpClient.DefaultProxy = new OutsideProxy(HttpClient.DefaultProxy);
        }
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : inner.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || inner.IsBypassed(host);
}
