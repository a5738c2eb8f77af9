namespace PicoClaw.Agent.Http;

/// <summary>Sends requests to one host only. A server may name another host for later requests, which must not get the secret headers.</summary>
internal sealed class OneHostHandler(Uri address, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const UriComponents Host = UriComponents.SchemeAndServer;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Uri.Compare(request.RequestUri, address, Host, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var other = request.RequestUri!.GetComponents(Host, UriFormat.UriEscaped);
        throw new RedirectedException($"{address.Authority} names {other} for later requests, which is not called, because the requests carry secrets");
    }
}
