using System.Net;

namespace PicoClaw.Hosting.Proxies;

/// <summary>
/// The proxy that the environment names (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY), for other machines only. It would break calls to this machine,
/// such as to a local model, and few people set NO_PROXY.
/// </summary>
internal sealed class RemoteOnlyProxy(IWebProxy inner) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => inner.Credentials;
        set => inner.Credentials = value;
    }

    public static void Use()
    {
        if (HttpClient.DefaultProxy is not RemoteOnlyProxy)
        {
            HttpClient.DefaultProxy = new RemoteOnlyProxy(HttpClient.DefaultProxy);
        }
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : inner.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || inner.IsBypassed(host);
}
