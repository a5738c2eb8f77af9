using System.Xml.Linq;

namespace Architecture.Tests.Testing;

/// <summary>A project and what it asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where it is, from the root, with slashes.</param>
/// <param name="Projects">Names of the projects it references.</param>
/// <param name="Packages">Names of the packages and frameworks it references.</param>
internal sealed record ProjectFile(string Name, string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public static ProjectFile Read(string root, string path) =>
        Parse(System.IO.Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path));

    public static ProjectFile Parse(string path, string xml)
    {
        var elements = XDocument.Parse(xml).Descendants().ToList();
        return new ProjectFile(
            System.IO.Path.GetFileNameWithoutExtension(path),
            path,
            [.. Includes(elements, "ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Includes(elements, "PackageReference"), .. Includes(elements, "FrameworkReference"), .. Includes(elements, "Reference")]);
    }

    private static IEnumerable<string> Includes(IEnumerable<XElement> elements, string name) =>
        elements.Where(element => element.Name.LocalName == name).Select(element => element.Attribute("Include")!.Value);
}
