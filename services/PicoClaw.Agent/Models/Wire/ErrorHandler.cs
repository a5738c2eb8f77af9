using System.Text;
using PicoClaw.Agent.Http;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Turns what a service answers instead of an answer into one kind of exception, whatever client asked it.</summary>
internal sealed class ErrorHandler(SecretMask mask, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public const int LongestAnswer = 64 * 1024;

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
            return response;
        }

        using (response)
        {
            throw ServiceFailure.Of(await ReadAsync(response, cancellationToken), (int)response.StatusCode, $"HTTP {(int)response.StatusCode}: ", mask, RetryAfter.Of(response, time));
        }
    }

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
