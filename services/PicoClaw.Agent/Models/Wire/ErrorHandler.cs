using System.Text;
using PicoClaw.Agent.Http;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Wire.Errors;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Turns every failed request into one kind of exception, whichever client made it.</summary>
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
            throw new ModelCallException(ModelFault.Transient, $"cannot be reached: {mask.Hide(exception.Message)}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelCallException(ModelFault.Transient, "cannot be reached: no connection in time", exception);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var status = (int)response.StatusCode;
            throw ServiceFailure.Of(await ReadAsync(response, cancellationToken), status, $"HTTP {status}: ", mask, RetryAfter.Of(response, time));
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
