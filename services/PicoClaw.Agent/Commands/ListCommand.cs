using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class ListCommand(ModelCatalog catalog) : ICommand
{
    public string Name => "list";

    public IReadOnlyList<string> ChineseNames => ["列表"];

    public Phrase Summary => Phrases.ListSummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(context.Arguments.ToUpperInvariant() switch
    {
        "MODELS" or "模型" => ModelsCommand.List(context, catalog),
        "COMMANDS" or "命令" => HelpCommand.List(context),
        _ => context.Say(Phrases.ListUsage),
    });
}
