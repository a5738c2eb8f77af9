using Microsoft.Extensions.Logging;

namespace DingTalk.Stream.OpenApi;

// Makes calls that need the access token. A refused token did nothing, so the call is repeated once with a new one.
internal sealed class AuthorizedCaller(DingTalkApiOptions options, ApiCaller caller, TimeProvider time, ILogger logger)
{
    private readonly AccessTokenSource _tokens = new(options, caller, time, logger);

    public ValueTask<string> TokenAsync(CancellationToken cancellationToken) => _tokens.GetAsync(cancellationToken);

    public void Forget(string token) => _tokens.Drop(token);

    // Throws a DingTalkException for every answer that is not a success.
    public Task<ApiAnswer> PostAsync(Uri address, byte[] utf8, CancellationToken cancellationToken) =>
        CallAsync(token => caller.PostAsync(address, TrackedBody.Json(utf8), token, options.Timeout, cancellationToken), cancellationToken);

    public Task<ApiAnswer> PutAsync(Uri address, byte[] utf8, CancellationToken cancellationToken) =>
        CallAsync(
            token => caller.SendAsync(HttpMethod.Put, address, TrackedBody.Json(utf8), token, options.Timeout, cancellationToken), cancellationToken);

    public Task<ApiAnswer> GetAsync(Uri address, CancellationToken cancellationToken) =>
        CallAsync(token => caller.SendAsync(HttpMethod.Get, address, body: null, token, options.Timeout, cancellationToken), cancellationToken);

    // The callback puts the token where its API expects it: in a header or in the query.
    public async Task<ApiAnswer> CallAsync(Func<string, Task<ApiAnswer>> call, CancellationToken cancellationToken)
    {
        var token = await _tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        var answer = await call(token).ConfigureAwait(false);
        if (ApiErrors.IsTokenRefused(answer))
        {
            Log.TokenRefused(logger, options.ClientId, answer.Code);
            _tokens.Drop(token);
            answer = await call(await _tokens.GetAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return answer.IsSuccess ? answer : throw ApiErrors.From(answer, options.ThrottleDelay);
    }
}
