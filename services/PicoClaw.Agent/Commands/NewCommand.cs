using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class NewCommand : ICommand
{
    public string Name => "new";

    public IReadOnlyList<string> Aliases => ["clear"];

    public IReadOnlyList<string> ChineseNames => ["新对话", "新会话", "清空"];

    public Phrase Summary => Phrases.NewSummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(
        context.MayChange
            ? CommandResult.Say(Phrases.Forgotten.In(context.Language), session => HistoryStore.ForgetAsync(session, context.LaneKey))
            : context.Say(Phrases.AdminsOnly));
}
