using PicoClaw.Agent.Models;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class ListCommand(ModelCatalog catalog) : ICommand
{
    public string Name => "list";

    public Phrase Summary => Phrases.ListSummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(context.Arguments.ToUpperInvariant() switch
    {
        "MODELS" => ModelsCommand.List(context, catalog),
        "COMMANDS" => HelpCommand.List(context),
        _ => context.Say(Phrases.ListUsage),
    });
}
