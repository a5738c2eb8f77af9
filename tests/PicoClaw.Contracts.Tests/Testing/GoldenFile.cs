using System.Text.Json.Nodes;

namespace PicoClaw.Contracts.Tests.Testing;

/// <summary>The promised wire form. A change here affects every process that still runs the previous version.</summary>
internal static class GoldenFile
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".json"));

    public static JsonObject Json(string name) => JsonNode.Parse(Text(name))!.AsObject();
}
