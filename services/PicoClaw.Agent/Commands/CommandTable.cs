using System.Collections.Frozen;

namespace PicoClaw.Agent.Commands;

/// <summary>The registered commands, by name.</summary>
internal sealed class CommandTable
{
    private readonly FrozenDictionary<string, ICommand> _byName;

    public CommandTable(IEnumerable<ICommand> commands)
    {
        All = [.. commands];
        var byName = new Dictionary<string, ICommand>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, command) in All.SelectMany(command => command.Aliases.Prepend(command.Name), (command, name) => (name, command)))
        {
            if (!byName.TryAdd(name, command))
            {
                throw new InvalidOperationException($"Both {byName[name].GetType().Name} and {command.GetType().Name} want to be /{name}.");
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order in which /help lists them.</summary>
    public IReadOnlyList<ICommand> All { get; }

    /// <summary>Null when the text is no command, or none of ours: the model may know what to do with it.</summary>
    public ICommand? Find(string text) => CommandLine.TryParse(text, out var line) ? _byName.GetValueOrDefault(line.Name) : null;
}
