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
        foreach (var command in All)
        {
            foreach (var name in command.Aliases.Concat(command.ChineseNames).Prepend(command.Name))
            {
                if (!byName.TryAdd(name, command))
                {
                    throw new InvalidOperationException($"{byName[name].GetType().Name} and {command.GetType().Name} are both named /{name}.");
                }
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order in which /help lists them.</summary>
    public IReadOnlyList<ICommand> All { get; }

    /// <summary>The command that a message is; null: none. A mention without words asks for help.</summary>
    public ICommand? Find(MessageReceived message) => message.IsMentionOnly() ? Get(HelpCommand.HelpName) : Find(message.Text);

    /// <summary>Null when the text is not a command, or an unknown one: the model may know what to do with it.</summary>
    public ICommand? Find(string text) =>
        OwnId.IsAskedFor(text) ? _byName.GetValueOrDefault(OwnId.Command)
        : CommandLine.TryParse(text, out var line) ? _byName.GetValueOrDefault(line.Name)
        : null;

    /// <summary>
    /// The command that intake found. One that another version of the bot knew and this one does not is answered with help.
    /// </summary>
    public ICommand Get(string name) => _byName.GetValueOrDefault(name) ?? _byName[HelpCommand.HelpName];
}
