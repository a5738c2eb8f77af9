using System.Net.Http.Headers;
using System.Text;
using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>Calls DingTalk once, without retries: what it says is what is wanted.</summary>
internal sealed class PlatformCall(HttpClient http, TimeProvider time)
{
    public const string TokenHeader = "x-acs-dingtalk-access-token";

    /// <exception cref="CheckFailedException">DingTalk was not reached.</exception>
    public async Task<PlatformAnswer> PostAsync(Uri address, string json, string secret, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (token is not null)
        {
            request.Headers.Add(TokenHeader, token);
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var theirs = response.Headers.Date;
            var ours = time.GetUtcNow();
            var answer = PlatformAnswer.Read((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), secret);
            return answer with { Clocks = theirs is { } date ? (date, ours) : null };
        }
        catch (HttpRequestException exception)
        {
            throw Unreachable.From(address.Host, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CheckFailedException(
                $"{address.Host} does not answer within {http.Timeout.TotalSeconds:0} s",
                $"Find out what swallows connections to {address.Host}: a firewall, or a proxy.",
                exception);
        }
    }
}
