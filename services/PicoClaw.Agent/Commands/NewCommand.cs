using PicoClaw.Agent.History;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class NewCommand : ICommand
{
    public static readonly Phrase Cleared = new("Context cleared. Let's start over.", "好的，已清空上下文，我们重新开始。");

    public string Name => "new";

    public IReadOnlyList<string> Aliases => ["clear"];

    public IReadOnlyList<string> ChineseNames => ["新对话", "新会话", "清空"];

    public Phrase Summary { get; } = new("clears this conversation and starts over", "清空本次对话，重新开始");

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(
        context.MayChange
            ? CommandResult.Say(Cleared.In(context.Language), session => HistoryStore.ClearAsync(session, context.LaneKey))
            : context.Say(Phrases.AdminsOnly));
}
