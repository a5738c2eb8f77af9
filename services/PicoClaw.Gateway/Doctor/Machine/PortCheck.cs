using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Configuration;
using PicoClaw.Gateway.DeadLetters;
using PicoClaw.Gateway.Doctor.Checking;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Startup;

namespace PicoClaw.Gateway.Doctor.Machine;

/// <summary>The address of <c>/health</c> is free, or a PicoClaw has it.</summary>
internal sealed class PortCheck(ListenAddress address, HttpClient http) : IDoctorCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public string Name => "port";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            ListenProbe.Check([address.Url], address.Setting);
            return [Finding.Pass($"{address.Url} is free")];
        }
        catch (ConfigException taken)
        {
            return
            [
                await OwnerAsync(cancellationToken) is { } owner
                    ? Finding.Pass($"{address.Url} belongs to a PicoClaw that runs (process {owner})")
                    : Advice.Of(FindingLevel.Fail, taken.Message, $"Set {address.Setting} to a free port."),
            ];
        }
    }

    // Null: another program, or none that answers.
    private async Task<int?> OwnerAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var health = JsonNode.Parse(await http.GetStringAsync(new Uri(Loopback.Of(address.Url), "health"), limit.Token));
            return (string?)health?["status"] == "ok" ? (int?)health["pid"] : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or InvalidOperationException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}
