using System.Text.Json;
using System.Text.Json.Nodes;

namespace PicoClaw.Gateway.Status;

/// <summary>Asks the processes that may run for <c>/ready</c> and <c>/metrics</c>.</summary>
internal sealed class ProcessFinder(HttpClient http)
{
    /// <summary>Where ingress, agent and egress answer unless they are told otherwise.</summary>
    public static readonly Uri[] Services = [new("http://127.0.0.1:18791"), new("http://127.0.0.1:18792"), new("http://127.0.0.1:18793")];

    /// <summary>Those that answer, in the order of <paramref name="addresses"/>.</summary>
    public async Task<IReadOnlyList<ProcessStatus>> FindAsync(IEnumerable<Uri> addresses, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(addresses.Distinct().Select(address => AskAsync(address, cancellationToken)));
        return [.. answers.OfType<ProcessStatus>()];
    }

    /// <summary>As a status shows it.</summary>
    public static string NameOf(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private async Task<ProcessStatus?> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            // Not ready is an answer too, with status 503.
            using var answer = await http.GetAsync(new Uri(address, "ready"), cancellationToken);
            var ready = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            if ((string?)ready?["status"] is not { } status || ready["checks"] is not JsonObject checks)
            {
                return null;
            }

            var metrics = await http.GetStringAsync(new Uri(address, "metrics"), cancellationToken);
            return new ProcessStatus(
                NameOf(address),
                status,
                checks.ToDictionary(part => part.Key, part => new PartStatus((string?)part.Value?["status"] ?? "", (string?)part.Value?["message"])))
            {
                Metrics = Exposition.Parse(metrics),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or InvalidOperationException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Nobody is there, or another program.
            return null;
        }
    }
}
