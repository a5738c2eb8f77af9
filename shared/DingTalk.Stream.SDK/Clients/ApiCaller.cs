using System.Net.Http.Headers;

namespace DingTalk.Stream.OpenApi;

// Makes one call with a deadline. It tells "never sent" from "outcome unknown", because only the former is safe to send again.
internal sealed class ApiCaller(DingTalkApiOptions options, HttpClient http, TimeProvider time)
{
    // Throws DingTalkUnreachableException when nothing was sent, UnknownOutcomeException when no answer came to a request that was sent,
    // and CanceledAfterSendException when the caller gave up after it was sent.
    public Task<ApiAnswer> PostAsync(Uri address, TrackedBody body, string? accessToken, TimeSpan timeout, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, address, body, accessToken, timeout, cancellationToken);

    // Without a body, all that is known is whether a connection was made.
    public async Task<ApiAnswer> SendAsync(
        HttpMethod method, Uri address, TrackedBody? body, string? accessToken, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CallDeadline(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = new HttpRequestMessage(method, address) { Content = body };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (accessToken is not null)
        {
            request.Headers.Add("x-acs-dingtalk-access-token", accessToken);
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return await ApiAnswer.ReadAsync(response, Secrets(address, accessToken), either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            var mayBeSent = body?.Started ?? !IsUnconnected(exception);
            if (cancellationToken.IsCancellationRequested && mayBeSent)
            {
                throw new CanceledAfterSendException(
                    $"The call to {address.Host} was cancelled after the request was sent; it may have taken effect.", cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw mayBeSent
                ? new UnknownOutcomeException($"{address.Host} did not answer after the request was sent ({Cause(exception)}); it may have taken effect.")
                : new DingTalkUnreachableException($"{address.Host} cannot be reached ({Cause(exception)}); nothing was sent. Check network, DNS and proxy.");
        }
    }

    // Reads a signed address. A Content-Type header, which a GET with a body would have, breaks the signature. Throws
    // DingTalkUnreachableException when no answer came or it broke off, PermanentException when the file is refused, expired or too
    // large.
    public async Task<MediaDownload> DownloadAsync(Uri address, System.IO.Stream destination, CancellationToken cancellationToken)
    {
        using var deadline = new CallDeadline(options.MediaTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var writing = false;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (status >= 500)
            {
                throw new DingTalkUnreachableException($"The file's server at {address.Host} answered {status}.") { Status = response.StatusCode };
            }

            if (!response.IsSuccessStatusCode)
            {
                throw new PermanentException($"The file's server at {address.Host} answered {status}; the address may have expired.")
                {
                    Status = response.StatusCode,
                };
            }

            var source = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using var disposed = source.ConfigureAwait(false);
            var length = await LimitedBody.CopyAsync(source, WriteAsync, options.MaxDownloadBytes, either.Token).ConfigureAwait(false)
                ?? throw new PermanentException($"The file is larger than {options.MaxDownloadBytes} bytes.");
            return new MediaDownload(length, response.Content.Headers.ContentType?.MediaType);
        }
        catch (Exception exception) when (exception is OperationCanceledException || (!writing && (exception is HttpRequestException or IOException)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new DingTalkUnreachableException($"The file's server at {address.Host} did not answer or broke off ({Cause(exception)}).");
        }

        // A full disk is the caller's problem, not a fault of the server.
        async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
        {
            writing = true;
            await destination.WriteAsync(bytes, either.Token).ConfigureAwait(false);
            writing = false;
        }
    }

    // The exception's own message may hold an address, and a webhook's address is a secret.
    private static string Cause(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: var error } ? error.ToString() : exception.GetType().Name;

    private static bool IsUnconnected(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError
    };

    private string[] Secrets(Uri address, string? accessToken) =>
        [options.ClientSecret, accessToken ?? "", address.Query, .. address.Query.TrimStart('?').Split('&').SelectMany(Values).Where(part => part.Length > 8)];

    // The names are none: an error code may contain one, as processQueryKey.expireTime does.
    private static string[] Values(string pair) => pair.Split('=') is [_, .. { Length: > 0 } values] ? values : [pair];
}
