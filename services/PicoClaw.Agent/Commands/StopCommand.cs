using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Texts;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Commands;

/// <summary>
/// Stops a turn when it is taken in, and becomes part of that turn; it runs as a turn of its own only when there was nothing to stop.
/// </summary>
internal sealed class StopCommand : IControlCommand
{
    public static readonly Phrase NothingToStop = new("There is nothing to stop.", "当前没有正在进行的任务。");

    public string Name => "stop";

    public IReadOnlyList<string> ChineseNames => ["停止"];

    public Phrase Summary { get; } = new("stops the answer in progress", "停止正在生成的回答");

    public Task TakeInAsync(StoreSession session, string laneKey, Guid messageId, DateTimeOffset now) => TurnTable.StopAsync(session, laneKey, messageId, now);

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(context.Say(NothingToStop));
}
