using System.Globalization;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Schedules;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class SchedulesCommand(ScheduleStore schedules) : ICommand
{
    public static readonly Phrase None = new(
        "Nothing is scheduled in this conversation. /remind makes something.", "这个会话没有定时任务，发送 /提醒 可以创建。");

    public static readonly Phrase Removed = new("Removed: {0}", "已删除：{0}");

    public static readonly Phrase NoSuch = new(
        "There is no number {0}. Send /schedules to see the numbers.", "没有编号 {0}，发送 /定时任务 查看编号。");

    public static readonly Phrase NotYours = new(
        "Only the one who made it, or an administrator, may remove it.", "只有创建者或管理员可以删除它。");

    public static readonly Phrase Configured = new(
        "It comes from the bot's configuration; only its administrator can remove it, there.",
        "它来自机器人的配置，只能由管理员在配置中删除。");

    private static readonly Phrase Title = new(
        "**Schedules** (remove one: /schedules remove 1)", "**定时任务**（删除：/定时任务 删除 1）");

    private static readonly Phrase Usage = new(
        "Send /schedules to list them, or /schedules remove 1 to remove the first.", "发送 /定时任务 查看，/定时任务 删除 1 删除第一个。");

    private static readonly string[] Removals = ["REMOVE", "DELETE", "删除", "取消"];

    public string Name => "schedules";

    public IReadOnlyList<string> ChineseNames => ["定时任务", "定时"];

    public Phrase Summary { get; } = new(
        "lists what is scheduled here, or removes it: /schedules remove 1", "查看或删除定时任务：/定时任务 删除 1");

    public async Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var all = await schedules.ListAsync(context.LaneKey, PersonKey.OfDirect(context.Message), cancellationToken);
        var words = context.Arguments.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => all.Count == 0 ? context.Say(None) : CommandResult.Say(List(all, context.Language)),
            [var verb, var number] when Removals.Contains(verb.ToUpperInvariant()) => Remove(context, all, number),
            _ => context.Say(Usage),
        };
    }

    private static string List(IReadOnlyList<Schedule> all, Language language) =>
        $"{Title.In(language)}\n\n{string.Join('\n', all.Index().Select(one => ScheduleWords.InList(one.Item, one.Index + 1, language)))}";

    private static CommandResult Remove(CommandContext context, IReadOnlyList<Schedule> all, string number)
    {
        if (!int.TryParse(PlainDigits.Of(number), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index < 1 || index > all.Count)
        {
            return context.Say(NoSuch, Quoted(number));
        }

        var schedule = all[index - 1];
        return schedule.Name is not null ? context.Say(Configured)
            : !context.MayChange && schedule.Maker != PersonKey.Of(context.Message) ? context.Say(NotYours)
            : CommandResult.Say(
                Removed.In(context.Language, ScheduleWords.Excerpt(schedule)), session => ScheduleStore.RemoveAsync(session, schedule.Id));
    }

    private static string Quoted(string number) => number.Length > 10 ? "…" : number.Replace('`', '\'');
}
