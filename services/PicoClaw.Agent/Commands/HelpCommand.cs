using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class HelpCommand : ICommand
{
    public string Name => "help";

    public Phrase Summary => Phrases.HelpSummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(List(context));

    public static CommandResult List(CommandContext context)
    {
        var lines = context.Commands.All.Select(command =>
            $"- {string.Join(", ", command.Aliases.Prepend(command.Name).Select(name => "/" + name))}: {command.Summary.In(context.Language)}");
        return CommandResult.Say($"{Phrases.HelpTitle.In(context.Language)}\n\n{string.Join('\n', lines)}");
    }
}
