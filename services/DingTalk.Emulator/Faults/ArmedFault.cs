using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Faults;

// A fault in the answer of /emulator/faults.
internal sealed record ArmedFault(string Fault, JsonNode? Value, int? CountLeft, DateTimeOffset? Until, string? App, string? Api, int Hits)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Probability { get; init; }

    public static ArmedFault Of(Fault fault) =>
        new(fault.Name, fault.Value, fault.CountLeft, fault.Until, fault.App, fault.Api, fault.Hits) { Probability = fault.Probability };
}
