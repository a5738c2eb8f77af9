namespace PicoClaw.Agent.Http;

/// <summary>Sends requests to one host alone: a server may name another for what follows, which is to get none of the headers.</summary>
internal sealed class OneHostHandler(Uri address, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Uri.Compare(request.RequestUri, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? base.SendAsync(request, cancellationToken)
            : throw new RedirectedException(
                $"{address.Authority} names {request.RequestUri!.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)} for what follows, which is not asked, because the request carries secrets");
}
