namespace PicoClaw.Agent.Http;

/// <summary>Follows no redirect: keys, headers and what was said are for the configured host alone.</summary>
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
            var target = new Uri(request.RequestUri!, location).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
            throw new RedirectedException(
                $"HTTP {(int)response.StatusCode}: {request.RequestUri!.Authority} redirects to {target}, which is not followed, because the request carries secrets");
        }
    }
}
