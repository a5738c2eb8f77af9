using System.CommandLine;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Commands.Original;

/// <summary>Commands and options of the original PicoClaw that do not exist here: each says what does.</summary>
internal static class OriginalCommands
{
    private static readonly (string Name, string Instead)[] Commands =
    [
        ("auth", "Keys are written in config.json: picoclaw onboard asks for them, and api_keys of a model may be file://path or ${NAME}."),
        ("cron", "There are no scheduled jobs; a job of the system can run picoclaw agent -m \"…\"."),
        ("skills", "MCP servers under mcp_servers in config.json bring tools, and AGENT.md in the workspace brings instructions."),
        ("migrate", "A config.json of the original is read as it is: run picoclaw config check."),
        ("mcp", "Write servers under mcp_servers in config.json; picoclaw config check checks them."),
        ("model", "Write agents.defaults.model_name in config.json, or say /model NAME to the bot."),
        ("update", "Install the newer version as you installed this one (docs/operations.md, Upgrade)."),
    ];

    private static readonly (string Command, string Name, string[] Aliases, string Instead)[] Options =
    [
        ("gateway", "--debug", ["-d"], "Set Logging__LogLevel__Default=Debug in the environment"),
        ("gateway", "--no-truncate", ["-T"], "Messages are never logged; the emulator's chat page shows them"),
        ("gateway", "--allow-empty", ["-E"], "A gateway without a model starts anyway and repeats what it is told"),
        ("onboard", "--enc", [], "Write a secret as file://path or ${NAME} to keep it out of config.json"),
        ("agent", "--debug", ["-d"], "Set Logging__LogLevel__Default=Debug in the environment"),
        ("agent", "--session", ["-s"], "Each run of picoclaw agent is a conversation of its own"),
    ];

    public static void AddTo(RootCommand root)
    {
        foreach (var (name, instead) in Commands)
        {
            root.Add(Missing(name, instead));
        }

        foreach (var (commandName, name, aliases, instead) in Options)
        {
            root.Subcommands.Single(command => command.Name == commandName).Add(Missing(name, aliases, instead));
        }
    }

    private static Command Missing(string name, string instead)
    {
        // Whatever follows it: the original's subcommands and options.
        var command = new Command(name) { Hidden = true, TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, _) => Terminal.Of(parsed).FailAsync(new CommandException($"This edition of PicoClaw has no {name}", instead)));
        return command;
    }

    private static Option<string?> Missing(string name, string[] aliases, string instead)
    {
        var option = new Option<string?>(name, aliases) { Hidden = true, Arity = ArgumentArity.ZeroOrOne };
        option.Validators.Add(result => result.AddError($"{name} does not exist here. {instead}."));
        return option;
    }
}
