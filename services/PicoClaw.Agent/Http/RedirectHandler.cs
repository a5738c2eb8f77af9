namespace PicoClaw.Agent.Http;

/// <summary>Follows no redirect: keys, headers and messages are for the configured host only.</summary>
internal sealed class RedirectHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location)
        {
            return response;
        }

        using (response)
        {
            // The rest of the address may hold a secret.
            var from = request.RequestUri!;
            var target = new Uri(from, location).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
            throw new RedirectedException(
                $"HTTP {(int)response.StatusCode}: {from.Authority} redirects to {target}, which is not followed, because the request carries secrets");
        }
    }
}
