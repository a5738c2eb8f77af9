using System.Collections.Frozen;
using PicoClaw.Agent.Conversations;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Agent.Commands;

/// <summary>The registered commands, by name.</summary>
internal sealed class CommandTable
{
    private readonly FrozenDictionary<string, ICommand> _byName;

    public CommandTable(IEnumerable<ICommand> commands)
    {
        All = [.. commands];
        var byName = new Dictionary<string, ICommand>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, command) in All.SelectMany(command => command.Aliases.Concat(command.ChineseNames).Prepend(command.Name), (command, name) => (name, command)))
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

    /// <summary>To be called by name and told nothing is to be asked for help.</summary>
    public ICommand? Find(MessageReceived message) => message.IsCallOnly() ? _byName.GetValueOrDefault(HelpCommand.HelpName) : Find(message.Text);

    /// <summary>Null when the text is no command, or none of ours: the model may know what to do with it.</summary>
    public ICommand? Find(string text) =>
        OwnId.IsAskedFor(text) ? _byName.GetValueOrDefault(OwnId.Command) : CommandLine.TryParse(text, out var line) ? _byName.GetValueOrDefault(line.Name) : null;
}
