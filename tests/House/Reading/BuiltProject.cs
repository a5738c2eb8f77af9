using System.Xml.Linq;

namespace House.Reading;

/// <param name="Folder">From the root, with slashes.</param>
/// <param name="Assembly">The compiled file.</param>
internal sealed record BuiltProject(string Folder, string Assembly)
{
    /// <summary>Null when the project was not built, as the AppHost where Aspire cannot be restored.</summary>
    public static BuiltProject? Find(string root, string folder)
    {
        var name = Path.GetFileName(folder);
        var file = XDocument.Load(Path.Combine(root, folder, $"{name}.csproj"));
        var assembly = file.Descendants("AssemblyName").FirstOrDefault()?.Value ?? name;
        var output = Path.Combine(root, folder, "bin", "Debug");
        var built = Directory.Exists(output) ? Directory.GetFiles(output, $"{assembly}.dll", SearchOption.AllDirectories) : [];
        return built.FirstOrDefault() is { } path ? new BuiltProject(folder, path) : null;
    }
}
