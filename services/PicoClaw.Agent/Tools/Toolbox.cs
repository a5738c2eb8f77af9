using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Tools;

/// <summary>All tools that a model is offered, each under a name of its own.</summary>
internal sealed class Toolbox(IEnumerable<IToolSource> sources, TimeProvider time, ILogger<Toolbox> logger)
{
    // The limit of the model services.
    private const int MaxNameLength = 64;

    public IReadOnlyList<AITool> Tools
    {
        get
        {
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            return [.. sources.SelectMany(source => source.Tools).Select(tool => new GuardedTool(tool, Name(tool.Name, names), time, logger))];
        }
    }

    private static string Name(string wanted, HashSet<string> taken)
    {
        var letters = wanted.Take(MaxNameLength).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_');
        var name = new string([.. letters]);
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = $"{name[..Math.Min(name.Length, MaxNameLength - 4)]}_{number}";
        }

        return free;
    }
}
