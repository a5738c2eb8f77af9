using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class ModelsCommand(ModelCatalog catalog) : ICommand
{
    public string Name => "models";

    public IReadOnlyList<string> ChineseNames => ["模型列表"];

    public Phrase Summary => Phrases.ModelsSummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(List(context, catalog));

    public static CommandResult List(CommandContext context, ModelCatalog catalog)
    {
        if (catalog.Names.Count == 0)
        {
            return context.Say(Phrases.ModelIs, Phrases.NoModel.In(context.Language));
        }

        var inUse = context.Memory.Model ?? catalog.Default;
        var lines = catalog.Names.Select(name => "- " + (name == inUse ? Phrases.ModelInUse.In(context.Language, name) : name));
        return CommandResult.Say($"{Phrases.ModelsTitle.In(context.Language)}\n\n{string.Join('\n', lines)}");
    }
}
