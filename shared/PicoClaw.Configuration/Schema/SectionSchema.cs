using System.Text.Json;

namespace PicoClaw.Hosting.Configuration;

/// <summary>The fields of one kind of section, and the names that the original knows and this edition ignores.</summary>
internal sealed class SectionSchema(ConfigField[] fields, params string[] ignored)
{
    private const string Comment = "_comment";

    public IReadOnlyList<ConfigField> Fields => fields;

    public ConfigField this[string json] => fields.First(field => field.Json == json);

    public bool Ignores(string name) => ignored.Contains(name);

    public static bool IsComment(string name) => name == Comment;

    /// <summary>Sorts what an object holds into found fields, ignored names and unknown names.</summary>
    public void Collect(ConfigNode node, Section section, ConfigReport report) => Collect(node, "", section, report);

    private void Collect(ConfigNode node, string prefix, Section section, ConfigReport report)
    {
        foreach (var member in node.Members.Where(member => !IsComment(member.Name)))
        {
            var name = prefix + member.Name;
            var path = section.PathOf(name);
            if (fields.FirstOrDefault(field => field.Names.Contains(name)) is { } field)
            {
                Add(field, new FoundValue(member.Value, path), section, report);
            }
            else if (ignored.Contains(name) || (member.Value.Kind == JsonValueKind.Array && ignored.Contains(name + "[]")))
            {
                report.Ignored(path);
            }
            else if (fields.Any(field => field.Names.Any(known => known.StartsWith(name + ".", StringComparison.Ordinal))))
            {
                CollectInner(member.Value, name, path, section, report);
            }
            else if (ignored.Contains(prefix + "*"))
            {
                report.Ignored(path);
            }
            else
            {
                report.Unknown(member.Place, path, NameHint.For(member.Name, KnownNames(prefix)));
            }
        }
    }

    private void CollectInner(ConfigNode node, string name, string path, Section section, ConfigReport report)
    {
        if (node.Kind == JsonValueKind.Object)
        {
            Collect(node, name + ".", section, report);
        }
        else if (node.Kind != JsonValueKind.Null)
        {
            report.Problem(node.Place, path, $"expected an object {{ }}, found {node.Describe()}.");
        }
    }

    private static void Add(ConfigField field, FoundValue value, Section section, ConfigReport report)
    {
        if (value.Node.Kind == JsonValueKind.Null)
        {
            return;
        }

        // The same key twice is reported by the parser.
        if (!section.Found.TryAdd(field, value) && section.Found[field].Path != value.Path)
        {
            var first = section.Found[field];
            report.Problem(value.Node.Place, value.Path, $"says the same as {first.Path} on line {first.Node.Place.Line}. Remove one of the two.");
        }
    }

    private IEnumerable<string> KnownNames(string prefix) => fields
        .SelectMany(field => field.Names)
        .Concat(ignored)
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(name => name[prefix.Length..].Split('.')[0])
        .Distinct();
}
