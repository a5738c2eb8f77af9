using System.Text.Json.Nodes;

namespace PicoClaw.Tests.Golden;

// The wire format in tests/golden, shared by the tests of SDK and emulator.
internal static class GoldenFiles
{
    public static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(Folder(folder), "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static JsonNode Read(string folder, string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(folder), $"{name}.json")))!;

    private static string Folder(string folder) => Path.Combine(AppContext.BaseDirectory, "golden", folder);
}
