using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Texts;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>A control command that leaves a mark on its message when it is taken in.</summary>
internal sealed class MarkCommand : IControlCommand
{
    public List<(string LaneKey, Guid MessageId)> TakenIn { get; } = [];

    public string Name => "mark";

    public IReadOnlyList<string> ChineseNames => ["标记"];

    public Phrase Summary { get; } = new("marks", "标记");

    public async Task TakeInAsync(StoreSession session, ControlMessage message, DateTimeOffset now)
    {
        TakenIn.Add((message.LaneKey, message.Message.Id));
        await session.ExecuteAsync("UPDATE mailbox SET trace = 'marked' WHERE message_id = @id", new { id = message.Message.Id.ToString() });
    }

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(CommandResult.Say("marked"));
}
