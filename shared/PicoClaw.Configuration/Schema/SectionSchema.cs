using System.Text.Json;
using PicoClaw.Configuration.Documents;

namespace PicoClaw.Configuration.Schema;

/// <summary>The fields of one kind of section, and the names that the original knows and this edition ignores.</summary>
internal sealed class SectionSchema(ConfigField[] fields, params IgnoredName[] ignored)
{
    public const string Comment = "_comment";

    public IReadOnlyList<ConfigField> Fields => fields;

    public IReadOnlyList<IgnoredName> Ignored => ignored;

    /// <summary>The fields whose changes take effect while the process runs. All others are read once, at start (docs/adr/0018).</summary>
    public IReadOnlyList<string> Live
    {
        get => [.. fields.Where(row => row.IsLive).Select(row => row.Json)];
        init => fields = [.. fields.Select(row => row with { IsLive = value.Contains(row.Json) })];
    }

    public ConfigField this[string json] => fields.First(field => field.Json == json);

    /// <summary>One section of several contributions.</summary>
    public static SectionSchema Of(params SectionSchema[] parts) =>
        new([.. parts.SelectMany(part => part.Fields)], [.. parts.SelectMany(part => part.Ignored)]);

    public static bool IsComment(string name) => name == Comment;

    public bool Ignores(string name) => FindIgnored(name) is not null;

    /// <summary>Sorts an object's members into found fields, ignored names and unknown names.</summary>
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
            else if ((FindIgnored(name) ?? (member.Value.Kind == JsonValueKind.Array ? FindIgnored(name + "[]") : null)) is { } known)
            {
                report.Ignored(path, known.Advice);
            }
            else if (fields.Any(field => field.Names.Any(known => known.StartsWith(name + ".", StringComparison.Ordinal))))
            {
                CollectInner(member.Value, name, path, section, report);
            }
            else if (FindIgnored(prefix + "*") is { } others)
            {
                report.Ignored(path, others.Advice);
            }
            else
            {
                report.Unknown(member.Place, path, NameHint.For(member.Name, KnownNames(prefix)));
            }
        }
    }

    private void CollectInner(ConfigNode node, string name, string path, Section section, ConfigReport report)
    {
        if (node.Kind != JsonValueKind.Null && report.ExpectObject(node, path))
        {
            Collect(node, name + ".", section, report);
        }
    }

    private static void Add(ConfigField field, FoundValue value, Section section, ConfigReport report)
    {
        if (value.Node.Kind == JsonValueKind.Null)
        {
            return;
        }

        // The parser reports a key that is written twice.
        if (!section.Found.TryAdd(field, value) && section.Found[field].Path != value.Path)
        {
            var first = section.Found[field];
            report.Problem(
                value.Node.Place, value.Path, $"says the same as {first.Path} on line {first.Node.Place.Line}. Remove one of the two.");
        }
    }

    private IgnoredName? FindIgnored(string name) => Array.Find(ignored, known => known.Name == name);

    private IEnumerable<string> KnownNames(string prefix) => fields
        .SelectMany(field => field.Names)
        .Concat(ignored.Select(known => known.Name))
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(name => name[prefix.Length..].Split('.')[0])
        .Distinct();
}
