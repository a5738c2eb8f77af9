using System.Net;

namespace Harness.Processes;

/// <summary>Waits for a service: its consumers, its store and its links are there.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public static async Task UntilAsync(Uri service, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        while (!await IsReadyAsync(http, new Uri(service, "/ready"), cancellationToken))
        {
            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri ready, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(ready, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }
}
