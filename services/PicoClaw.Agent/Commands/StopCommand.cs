using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

/// <summary>What it stops is stopped when it is taken in, and it becomes part of that turn; it runs only when there was nothing to stop.</summary>
internal sealed class StopCommand : ICommand
{
    public const string StopName = "stop";

    public string Name => StopName;

    public IReadOnlyList<string> ChineseNames => ["停止"];

    public Phrase Summary => Phrases.StopSummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(context.Say(Phrases.NothingToStop));
}
