using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>A request to a model service.</summary>
internal sealed record ModelRequest(string Path, string? Key, JsonObject Body)
{
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public bool Streams => (bool?)Body["stream"] == true;

    public string LastText => Body["messages"]!.AsArray()[^1]!["content"] switch
    {
        JsonValue text => (string)text!,
        JsonArray parts => string.Concat(parts.Select(part => (string?)part!["text"])),
        _ => "",
    };

    public static async Task<ModelRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        new(request.Path, request.Headers.Authorization, (await JsonNode.ParseAsync(request.Body, cancellationToken: cancellationToken))!.AsObject())
        {
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
}
