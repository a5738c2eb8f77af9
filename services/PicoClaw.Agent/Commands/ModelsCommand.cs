using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class ModelsCommand(ModelCatalog catalog) : ICommand
{
    private static readonly Phrase Title = new("**Models**", "**模型**");
    private static readonly Phrase InUse = new("{0} (in use)", "{0}（使用中）");

    public string Name => "models";

    public IReadOnlyList<string> ChineseNames => ["模型列表"];

    public Phrase Summary { get; } = new("lists the models", "列出可用的模型");

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(List(context, catalog));

    public static CommandResult List(CommandContext context, ModelCatalog catalog)
    {
        if (catalog.Names.Count == 0)
        {
            return context.Say(Phrases.ModelIs, Phrases.NoModel.In(context.Language));
        }

        var inUse = context.History.Model ?? catalog.Default;
        var lines = catalog.Names.Select(name => "- " + (name == inUse ? InUse.In(context.Language, name) : name));
        return CommandResult.Say($"{Title.In(context.Language)}\n\n{string.Join('\n', lines)}");
    }
}
