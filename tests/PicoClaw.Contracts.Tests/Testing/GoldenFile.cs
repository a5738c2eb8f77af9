using System.Text.Json.Nodes;

namespace PicoClaw.Contracts.Tests.Testing;

/// <summary>The wire form as it was promised. A change here is a change for every process that still runs the version before.</summary>
internal static class GoldenFile
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".json"));

    public static JsonObject Json(string name) => JsonNode.Parse(Text(name))!.AsObject();
}
