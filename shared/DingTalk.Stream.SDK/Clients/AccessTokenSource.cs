using System.Globalization;
using System.Text.Json;
using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream.OpenApi;

// Caches the app's access token. One caller at a time fetches it, five minutes before it expires (docs/dingtalk-protocol.md 4.2).
#pragma warning disable CA1001 // A semaphore without a wait handle has nothing to release, and users should not have to dispose the client.
internal sealed class AccessTokenSource(DingTalkApiOptions options, ApiCaller caller, TimeProvider time, ILogger logger)
#pragma warning restore CA1001
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _fetching = new(1);
    private readonly Uri _address = new(options.ApiBaseAddress, "/v1.0/oauth2/accessToken");
    private volatile CachedToken? _cached;

    // Throws a DingTalkException that never leaves the outcome of a message open: without a token it was not sent.
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } cached)
        {
            return cached;
        }

        await _fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Fresh() ?? await FetchAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _fetching.Release();
        }
    }

    // Forgets a refused token, but not a newer one that another caller has fetched meanwhile.
    public void Drop(string token)
    {
        if (_cached is { } cached && cached.Value == token)
        {
            Interlocked.CompareExchange(ref _cached, null, cached);
        }
    }

    private string? Fresh() => _cached is { } cached && time.GetUtcNow() < cached.RenewAt ? cached.Value : null;

    private async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new AccessTokenRequest(options.ClientId, options.ClientSecret), DingTalkJsonContext.Relaxed.AccessTokenRequest);
        try
        {
            var asked = time.GetUtcNow();
            var answer = await caller.PostAsync(_address, TrackedBody.Json(body), accessToken: null, options.Timeout, cancellationToken)
                .ConfigureAwait(false);
            if (!answer.IsSuccess || answer.Root?.NonEmptyText("accessToken") is not { } token || !FitsAHeader(token))
            {
                throw ApiErrors.From(answer, options.ThrottleDelay);
            }

            var life = Life(answer.Root.Value);
            _cached = new CachedToken(token, asked + (life > RenewBefore * 2 ? life - RenewBefore : life / 2));
            Log.TokenFetched(logger, options.ClientId, life.TotalSeconds);
            return token;
        }
        catch (CanceledAfterSendException)
        {
            // Only the token request was sent, not the message.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (UnknownOutcomeException exception)
        {
            throw new DingTalkUnreachableException($"No access token, so nothing was sent. {exception.Message}")
            {
                Code = exception.Code,
                Status = exception.Status,
                RequestId = exception.RequestId,
            };
        }
    }

    // Anything else would fail later, as a header of the call that uses it.
    private static bool FitsAHeader(string token) => token.All(character => character is > ' ' and < '\u007f');

    private static TimeSpan Life(JsonElement root) =>
        int.TryParse(root.Text("expireIn"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromHours(2);
}
