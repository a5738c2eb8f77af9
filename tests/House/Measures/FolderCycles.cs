using House.Reading;

namespace House.Measures;

/// <summary>Folders of a project that need each other. A folder may use those above it, which its namespace opens anyway.</summary>
internal static class FolderCycles
{
    public static Measure Of(IReadOnlyList<BuiltProject> projects, IReadOnlyList<SourceFile> files)
    {
        var cycles = projects.SelectMany(project => In(project, files)).ToList();
        return new Measure("folder cycles", $"{cycles.Count} in {projects.Count} projects", "none", cycles);
    }

    public static IReadOnlyList<string> In(BuiltProject project, IReadOnlyList<SourceFile> files)
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.Path.StartsWith(project.Folder + "/", StringComparison.Ordinal)))
        {
            foreach (var type in DeclaredTypes.Of(file))
            {
                folders[type] = file.Folder;
            }
        }

        return Among(
            from use in TypeUses.Of(project.Assembly)
            where folders.ContainsKey(use.Type) && folders.ContainsKey(use.Used)
            select (folders[use.Type], folders[use.Used], $"{Short(use.Type)} uses {Short(use.Used)}"));
    }

    /// <summary>The cycles among folders, each with one use for every step of it.</summary>
    public static IReadOnlyList<string> Among(IEnumerable<(string From, string To, string Use)> uses)
    {
        var steps = uses.Where(use => use.From != use.To && !use.From.StartsWith(use.To + "/", StringComparison.Ordinal))
            .GroupBy(use => use.From)
            .ToDictionary(from => from.Key, from => from.GroupBy(use => use.To).ToDictionary(to => to.Key, to => to.First().Use));
        return
        [
            .. from start in steps.Keys.Order(StringComparer.Ordinal)
               let way = Shortest(steps, start)
               where way.Count > 0 && way.Min(StringComparer.Ordinal) == start
               select string.Join(" → ", way.Append(start)) + $" ({string.Join("; ", way.Zip(way.Skip(1).Append(start), (from, to) => steps[from][to]))})",
        ];
    }

    // The shortest way from a folder back to it.
    private static IReadOnlyList<string> Shortest(Dictionary<string, Dictionary<string, string>> steps, string start)
    {
        var ways = new Queue<IReadOnlyList<string>>([[start]]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (ways.TryDequeue(out var way))
        {
            foreach (var next in steps.GetValueOrDefault(way[^1])?.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
            {
                if (next == start)
                {
                    return way;
                }

                if (seen.Add(next))
                {
                    ways.Enqueue([.. way, next]);
                }
            }
        }

        return [];
    }

    private static string Short(string type) => type[(type.LastIndexOf('.') + 1)..];
}
