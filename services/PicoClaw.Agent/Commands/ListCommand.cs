using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class ListCommand(ModelCatalog catalog) : ICommand
{
    public static readonly Phrase Usage = new(
        "What should I list? /list models or /list commands",
        "要列出什么？发送 /列表 模型 或 /列表 命令");

    public string Name => "list";

    public IReadOnlyList<string> ChineseNames => ["列表"];

    public Phrase Summary { get; } = new("lists models or commands: /list models", "列出模型或命令：/列表 模型");

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.Arguments.ToUpperInvariant() switch
        {
            "MODELS" or "模型" => ModelsCommand.List(context, catalog),
            "COMMANDS" or "命令" => HelpCommand.List(context),
            _ => context.Say(Usage),
        });
}
