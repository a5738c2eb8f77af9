using System.Net.Http.Headers;

namespace DingTalk.Stream.OpenApi;

/// <summary>One POST with its deadline. Tells "never reached" from "nobody knows", as only the first may be sent again without a thought.</summary>
internal sealed class ApiCaller(DingTalkApiOptions options, HttpClient http, TimeProvider time)
{
    /// <exception cref="DingTalkUnreachableException">Nothing was sent.</exception>
    /// <exception cref="UnknownOutcomeException">The request was on its way, and no answer came.</exception>
    public async Task<ApiAnswer> PostAsync(Uri address, byte[] utf8, string? accessToken, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var body = new JsonBody(utf8);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (accessToken is not null)
        {
            request.Headers.Add("x-acs-dingtalk-access-token", accessToken);
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ApiAnswer.ReadAsync(response, Secrets(address, accessToken), either.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The inner exception stays out: its words may hold an address, and a webhook's address is a secret.
            var cause = exception is HttpRequestException { HttpRequestError: var error } ? error.ToString() : exception.GetType().Name;
            throw body.Started
                ? new UnknownOutcomeException($"{address.Host} did not answer after the request was sent ({cause}); it may have taken effect.")
                : new DingTalkUnreachableException($"{address.Host} cannot be reached ({cause}); nothing was sent. Check network, DNS and proxy.");
        }
    }

    private string[] Secrets(Uri address, string? accessToken) =>
        [options.ClientSecret, accessToken ?? "", address.Query, .. address.Query.TrimStart('?').Split('&', '=').Where(part => part.Length > 8)];
}
