using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class ModelCommand(ModelCatalog catalog) : ICommand
{
    public string Name => "model";

    public IReadOnlyList<string> ChineseNames => ["模型"];

    public Phrase Summary => Phrases.ModelSummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.Arguments.Length == 0 ? Show(context, catalog) : Choose(context));

    public static CommandResult Show(CommandContext context, ModelCatalog catalog) =>
        context.Say(Phrases.ModelIs, context.Memory.Model ?? catalog.Default ?? Phrases.NoModel.In(context.Language));

    private CommandResult Choose(CommandContext context)
    {
        if (!context.MayChange)
        {
            return context.Say(Phrases.AdminsOnly);
        }

        return catalog.Find(context.Arguments)?.ModelName is { } name
            ? CommandResult.Say(Phrases.ModelChosen.In(context.Language, name), session => HistoryStore.ChooseModelAsync(session, context.LaneKey, name))
            : context.Say(Phrases.ModelUnknown, context.Arguments);
    }
}
