using System.Text.Json.Nodes;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Faults;

// An armed fault. Without a count or an end it stays until it is cleared.
internal sealed record Fault(string Name, JsonNode? Value)
{
    public int? CountLeft { get; init; }

    public DateTimeOffset? Until { get; init; }

    // The share of the calls that it hits; null = all.
    public double? Probability { get; init; }

    // Only for this app or API; null = all.
    public string? App { get; init; }

    public string? Api { get; init; }

    // The number of calls that it has changed.
    public int Hits { get; init; }

    public string Text => Value?.ToString() ?? "";

    public int Number => (int)(Value?.GetValue<double>() ?? 0);

    public int PerSecond => Part("perSecond") ?? 0;

    public int? Part(string name) => (Value as JsonObject)?[name] is { } part ? (int)part.GetValue<double>() : null;

    public string? TextPart(string name) => (string?)(Value as JsonObject)?[name];

    // True matches every id; a string or a list matches its ids.
    public bool Names(string id) => Value is JsonArray list ? list.Any(one => one!.GetValue<string>() == id) : Text == "true" || Text == id;

    public bool Concerns(string? app, string? api) =>
        (App is null || app is null || App == app) && (Api is null || api is null || Apis.IsPartOf(Api, api));
}
