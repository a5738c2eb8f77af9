using System.Text.Json.Serialization;

namespace PicoClaw.Gateway.Status;

/// <summary>A process that answers.</summary>
/// <param name="Address">Where.</param>
/// <param name="Status">ready, degraded or not ready.</param>
/// <param name="Checks">What it says of its parts, by their names.</param>
internal sealed record ProcessStatus(string Address, string Status, IReadOnlyDictionary<string, PartStatus> Checks)
{
    [JsonIgnore]
    public Exposition Metrics { get; init; } = Exposition.None;
}
