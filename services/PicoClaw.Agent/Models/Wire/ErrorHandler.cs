using System.Net;
using System.Text;
using PicoClaw.Agent.Http;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Turns what a service answers instead of an answer into one kind of exception, whatever client asked it.</summary>
internal sealed class ErrorHandler(SecretMask mask, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int LongestAnswer = 64 * 1024;
    private const string EventStream = "text/event-stream";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (RedirectedException redirected)
        {
            throw new ModelCallException(ModelFault.Misconfigured, $"{redirected.Message}: set api_base to the final address", redirected);
        }
        catch (HttpRequestException exception)
        {
            throw new ModelCallException(ModelFault.Passing, $"cannot be reached: {mask.Hide(exception.Message)}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelCallException(ModelFault.Passing, "cannot be reached: no connection in time", exception);
        }

        if (response.IsSuccessStatusCode)
        {
            if (response.Content.Headers.ContentType?.MediaType == EventStream)
            {
                response.Content = new EventContent(response.Content, mask);
            }

            return response;
        }

        using (response)
        {
            throw Failure(response, await ReadAsync(response, cancellationToken));
        }
    }

    private Exception Failure(HttpResponseMessage response, string answer)
    {
        var message = $"HTTP {(int)response.StatusCode}: {ErrorText.Of(answer, mask)}";
        var failure = new ModelCallException(FaultOf(response.StatusCode), message) { RetryAfter = RetryAfter.Of(response, time) };
        return response.StatusCode == HttpStatusCode.RequestEntityTooLarge || ErrorText.SaysTooLong(answer) ? new ContextTooLongException(message, failure) : failure;
    }

    private static ModelFault FaultOf(HttpStatusCode status) => (int)status switch
    {
        >= 500 or 408 or 409 or 425 or 429 => ModelFault.Passing,
        401 or 402 or 403 or 404 => ModelFault.Misconfigured,
        _ => ModelFault.Rejected,
    };

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[LongestAnswer];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The status says enough.
            return "";
        }
    }
}
