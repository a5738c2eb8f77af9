using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Texts;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Commands;

/// <summary>
/// Stops a turn when it is taken in, and becomes part of that turn. When it stopped nothing, its sentence is told beside the turn that runs; where none
/// does, it runs as a turn of its own.
/// </summary>
internal sealed class StopCommand([FromKeyedServices(AgentService.Name)] IStore store, Admins admins) : IControlCommand
{
    public const string StopName = "stop";

    public static readonly Phrase NothingToStop = new("There is nothing to stop.", "当前没有正在进行的任务。");

    public static readonly Phrase Over = new(
        "That answer is no longer in progress, so nothing was stopped.", "那条回答已经不在进行中，没有停止任何任务。");

    public static readonly Phrase Refused = new(
        "Only those who asked, or an administrator, can stop this answer.", "只有提问的人或管理员可以停止这次回答。");

    public string Name => StopName;

    public IReadOnlyList<string> ChineseNames => ["停止"];

    public Phrase Summary { get; } = new("stops the answer in progress", "停止正在生成的回答");

    public Task TakeInAsync(StoreSession session, ControlMessage message, DateTimeOffset now)
    {
        var said = message.Message;
        var stop = new StopRequest(said.Id, said.Sender.Id, IdIn(said.Text))
        {
            MayStopAny = admins.MayStopAny(said),
            IsPressed = message.IsPressed,
        };
        return TurnStops.StopAsync(session, message.LaneKey, stop, now);
    }

    public async Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var finding = await store.QueryAsync(
            session => session.FirstOrDefaultAsync<string>(
                "SELECT finding FROM mailbox WHERE message_id = @id", new { id = context.Message.Id.ToString() }),
            cancellationToken);
        return context.Say(Sentence(finding));
    }

    /// <summary>What is said to a stop that stopped nothing.</summary>
    public static Phrase Sentence(string? finding) => finding switch
    {
        StopFinding.Over => Over,
        StopFinding.Refused => Refused,
        _ => NothingToStop,
    };

    private static string? IdIn(string text) =>
        CommandLine.TryParse(text, out var line) ? ShortId.Read(line.Arguments.Split((char[]?)null, 2)[0]) : null;
}
