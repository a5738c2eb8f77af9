using System.Net;
using System.Net.Http.Headers;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Wire.Errors;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Signs a request, and tries the next key when one is refused or throttled.</summary>
internal sealed class KeyHandler(
    ModelEntry model, ModelProtocol protocol, ModelHealth health, TimeProvider time, ILogger logger, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string AnthropicKey = "x-api-key";
    private static readonly TimeSpan RefusedRest = TimeSpan.FromHours(1);
    private static readonly TimeSpan ThrottledRest = TimeSpan.FromMinutes(1);

    private readonly KeyRing _keys = new(model.ApiKeys, time);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var order = _keys.Order();
        if (order.Count < 2)
        {
            // Local servers need no key, but the protocol's client has put one in. A single key never rests.
            Sign(request, order.Count == 0 ? null : order[0].Key);
            return await base.SendAsync(request, cancellationToken);
        }

        for (var i = 0; ; i++)
        {
            Sign(request, order[i].Key);
            var response = await base.SendAsync(request, cancellationToken);
            if (await RestAfterAsync(response, cancellationToken) is not { } rest)
            {
                Works(order[i].Place, response);
                return response;
            }

            Rest(order[i].Place, response.StatusCode, rest);
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

    private void Rest(int place, HttpStatusCode status, TimeSpan rest)
    {
        Log.ModelKeyRests(logger, place + 1, model.ModelName, (int)status, Duration.InWords(rest));
        _keys.Rest(place, rest);
        if (status != HttpStatusCode.TooManyRequests)
        {
            health.Fails(model, Subject(place), $"HTTP {(int)status}");
        }
    }

    private void Works(int place, HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            health.Works(Subject(place));
        }
    }

    private string Subject(int place) => $"key {place + 1} of {model.ModelName}";

    private async Task<TimeSpan?> RestAfterAsync(HttpResponseMessage response, CancellationToken cancellationToken) => response.StatusCode switch
    {
        // Some services refuse a question with the same status as a key.
        HttpStatusCode.Forbidden when await SaysRefusedAsync(response, cancellationToken) => null,
        HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden => RefusedRest,
        HttpStatusCode.TooManyRequests => RetryAfter.Of(response, time) ?? ThrottledRest,
        _ => null,
    };

    private static async Task<bool> SaysRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(ErrorHandler.LongestAnswer, cancellationToken);
            return ErrorKinds.Refused.IsMatch(ErrorText.Readable(await response.Content.ReadAsStringAsync(cancellationToken)));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return false;
        }
    }
}
