using Microsoft.Extensions.Logging;

namespace DingTalk.Stream.OpenApi;

/// <summary>Calls that need the access token: one attempt, and a second with a new token when the token was refused, as then nothing was done.</summary>
internal sealed class AuthorizedCaller(DingTalkApiOptions options, ApiCaller caller, TimeProvider time, ILogger logger)
{
    private readonly AccessTokenSource _tokens = new(options, caller, time, logger);

    public ValueTask<string> TokenAsync(CancellationToken cancellationToken) => _tokens.GetAsync(cancellationToken);

    public void Forget(string token) => _tokens.Drop(token);

    /// <exception cref="DingTalkException">Every answer that is no success.</exception>
    public Task<ApiAnswer> PostAsync(Uri address, byte[] utf8, CancellationToken cancellationToken) =>
        CallAsync(token => caller.PostAsync(address, TrackedBody.Json(utf8), token, options.Timeout, cancellationToken), cancellationToken);

    /// <summary>The call gets a token, which it puts where its API wants it.</summary>
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
