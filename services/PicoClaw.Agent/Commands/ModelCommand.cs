using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class ModelCommand(ModelCatalog catalog) : ICommand
{
    public static readonly Phrase Chosen = new("From now on, {0} answers this conversation.", "好的，之后由 {0} 回答本对话。");
    public static readonly Phrase Unknown = new(
        "There is no model named {0}. Send /models to list them.",
        "没有名为 {0} 的模型，发送 /模型列表 查看可用的模型。");

    public string Name => "model";

    public IReadOnlyList<string> ChineseNames => ["模型"];

    public Phrase Summary { get; } = new("shows or chooses the model: /model NAME", "显示或选择模型：/模型 名称");

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.Arguments.Length == 0 ? Show(context, catalog) : Choose(context));

    public static CommandResult Show(CommandContext context, ModelCatalog catalog) =>
        context.Say(Phrases.ModelIs, context.History.Model ?? catalog.Default ?? Phrases.NoModel.In(context.Language));

    private CommandResult Choose(CommandContext context)
    {
        if (!context.MayChange)
        {
            return context.Say(Phrases.AdminsOnly);
        }

        return catalog.Find(context.Arguments)?.ModelName is { } name
            ? CommandResult.Say(Chosen.In(context.Language, name), session => HistoryStore.ChooseModelAsync(session, context.LaneKey, name))
            : context.Say(Unknown, context.Arguments);
    }
}
