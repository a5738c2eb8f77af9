using System.Text.Json;

namespace PicoClaw.Configuration.Documents;

/// <summary>Collects what is wrong, unknown, ignored or doubtful, so that a person sees all of it at once.</summary>
internal sealed class ConfigReport
{
    private readonly List<ConfigProblem> _problems = [];
    private readonly List<(ConfigPlace Place, string Path, string? Hint)> _unknown = [];
    private readonly SortedDictionary<string, string?> _ignored = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];

    public void Problem(ConfigPlace place, string key, string text) =>
        _problems.Add(new ConfigProblem(place, $"{place.Describe(key)} {text}"));

    public void Unknown(ConfigPlace place, string path, string? hint) => _unknown.Add((place, path, hint));

    public void Ignored(string path, string? advice = null) => _ignored[path] = advice;

    public void Warn(string text) => _warnings.Add(text);

    public void Warn(ConfigPlace place, string key, string text) => _warnings.Add($"{place.Describe(key)} {text}");

    /// <summary>Whether the node is an object; reported if not.</summary>
    public bool ExpectObject(ConfigNode node, string path, string expected = "an object { }")
    {
        if (node.Kind == JsonValueKind.Object)
        {
            return true;
        }

        Problem(node.Place, path, $"expected {expected}, found {node.Describe()}.");
        return false;
    }

    public IReadOnlyList<string> Warnings()
    {
        var advised = _ignored
            .GroupBy(name => name.Value, name => name.Key)
            .OrderBy(group => group.Key is null)
            .Select(group => $"Ignored, because this edition of PicoClaw does not use it: {string.Join(", ", group)}. {group.Key}".TrimEnd());
        return [.. _warnings, .. advised];
    }

    public void ThrowIfAny()
    {
        List<ConfigProblem> all = [.. _problems, .. _unknown.GroupBy(field => field.Place.Source).Select(UnknownFields)];
        if (all.Count > 0)
        {
            // The file's problems come first, in its order; the environment's follow.
            throw new ConfigException([.. all
                .OrderBy(problem => problem.Place.IsEnvironment)
                .ThenBy(problem => problem.Place.Line)
                .ThenBy(problem => problem.Place.Column)
                .ThenBy(problem => problem.Place.Source, StringComparer.Ordinal)
                .Select(problem => problem.Text)]);
        }
    }

    private static ConfigProblem UnknownFields(IEnumerable<(ConfigPlace Place, string Path, string? Hint)> ofFile)
    {
        var fields = ofFile.OrderBy(field => field.Path, StringComparer.Ordinal).ToList();
        var first = fields.MinBy(field => (field.Place.Line, field.Place.Column)).Place;
        var names = fields
            .Select(field => fields.Count == 1
                ? field.Path + (field.Hint is null ? "" : $" (did you mean {field.Hint}?)")
                : $"{field.Path} (line {field.Place.Line}{(field.Hint is null ? "" : $", did you mean {field.Hint}?")})");
        var noun = fields.Count == 1 ? "unknown field" : "unknown fields";
        return new ConfigProblem(first, $"{first.Describe("")} {noun}: {string.Join(", ", names)}. Correct the name or remove the line.");
    }
}
