using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit.Serialization;

namespace PicoClaw.Contracts.Tests.Testing;

/// <summary>Writes and reads as MassTransit does, with MassTransit's own options.</summary>
internal static class Wire
{
    private static JsonSerializerOptions Options => SystemTextJsonMessageSerializer.Options;

    public static JsonObject Write<T>(T message) => JsonSerializer.SerializeToNode(message, Options)!.AsObject();

    public static T Read<T>(JsonNode json) => json.Deserialize<T>(Options)!;
}
