using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Tools;

/// <summary>All tools that a model is offered, each under a name of its own.</summary>
internal sealed class Toolbox(IEnumerable<IToolSource> sources, IEnumerable<ITurnToolSource> ofTurns, TimeProvider time, ILogger<Toolbox> logger)
{
    // The limit of the model services.
    private const int MaxNameLength = 64;

    public IReadOnlyList<AITool> Tools => With(null);

    /// <summary>The tools of one turn; for <see cref="With"/>.</summary>
    public IReadOnlyList<AITool> Of(ToolContext context) => [.. ofTurns.SelectMany(source => source.Of(context))];

    /// <summary>All tools, those of the turn first: they keep their names.</summary>
    public IReadOnlyList<AITool> With(IEnumerable<AITool>? ofTurn)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. (ofTurn ?? []).OfType<AIFunction>()
                .Concat(sources.SelectMany(source => source.Tools))
                .Select(tool => new GuardedTool(tool, Name(tool.Name, names), time, logger)),
        ];
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
