using System.Net;
using System.Net.Http.Headers;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Signs a request, and tries the next key when one is refused or throttled.</summary>
internal sealed class KeyHandler(ModelOptions model, ModelProtocol protocol, TimeProvider time, ILogger logger, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string AnthropicKey = "x-api-key";
    private static readonly TimeSpan RefusedRest = TimeSpan.FromHours(1);
    private static readonly TimeSpan ThrottledRest = TimeSpan.FromMinutes(1);

    private readonly KeyRing _keys = new(model.ApiKeys, time);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var order = _keys.Order();
        if (order.Count == 0)
        {
            // Local servers need no key, but the client of this protocol has put one in.
            Sign(request, null);
            return await base.SendAsync(request, cancellationToken);
        }

        for (var i = 0; ; i++)
        {
            Sign(request, order[i].Key);
            var response = await base.SendAsync(request, cancellationToken);
            if (RestAfter(response) is not { } rest)
            {
                return response;
            }

            ModelLog.KeyRests(logger, order[i].Place + 1, model.ModelName, (int)response.StatusCode, rest);
            _keys.Rest(order[i].Place, rest);
            if (i == order.Count - 1)
            {
                return response;
            }

            response.Dispose();
        }
    }

    private void Sign(HttpRequestMessage request, string? key)
    {
        request.Headers.Authorization = null;
        request.Headers.Remove(AnthropicKey);
        if (key is not null && protocol == ModelProtocol.Anthropic)
        {
            request.Headers.Add(AnthropicKey, key);
        }
        else if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    private TimeSpan? RestAfter(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden => RefusedRest,
        HttpStatusCode.TooManyRequests => RetryAfter.Of(response, time) ?? ThrottledRest,
        _ => null,
    };
}
