using PicoClaw.Agent.Schedules;
using PicoClaw.Agent.Texts;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Commands;

internal sealed class RemindCommand(ScheduleMaker maker) : ICommand
{
    public static readonly Phrase Usage = new(
        "Write when and what, such as:\n\n- /remind 10m tea is ready\n- /remind 18:30 go home\n- /remind tomorrow 9:00 call Li Lei\n"
            + "- /remind 2026-12-01 09:00 pay the rent\n- /remind every monday 9:00 weekly report\n- /remind every weekday 17:50 daily report\n"
            + "- /remind cron \"10 9 1 * *\" month's figures",
        "请写明时间和内容，例如：\n\n- /提醒 10分钟后 茶泡好了\n- /提醒 18:30 下班\n- /提醒 明天9点 给李雷打电话\n"
            + "- /提醒 2026-12-01 09:00 交房租\n- /提醒 每周一9点 写周报\n- /提醒 工作日17:50 写日报\n"
            + "- /提醒 cron \"10 9 1 * *\" 月度数据");

    public static readonly Phrase Planned = new(
        "I will remind you: {0} at {1}. /schedules lists and removes it.",
        "好的，我会提醒你：{0}，时间 {1}。发送 /定时任务 可以查看或删除。");

    private const string RemindMe = "提醒我";

    public string Name => "remind";

    public IReadOnlyList<string> ChineseNames => ["提醒"];

    public Phrase Summary { get; } = new(
        "reminds you: /remind 10m tea, /remind every monday 9:00 report", "到时提醒你：/提醒 10分钟后 喝茶，/提醒 每周一9点 写周报");

    public async Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var when = maker.Read(context.Arguments, out var rest);
        var text = rest.StartsWith(RemindMe, StringComparison.Ordinal) ? rest[RemindMe.Length..].Trim() : rest;
        if (when is null || text.Length == 0)
        {
            return context.Say(Usage);
        }

        // The same however often the turn is started, and when it is replayed.
        var id = DeterministicId.From("remind", context.Message.Id.ToString()).ToString();
        var (schedule, problem) = await maker.MakeAsync(
            id, context.LaneKey, context.Message, when, text, isPrompt: false, context.Language, cancellationToken);
        return schedule is null
            ? CommandResult.Say(problem!)
            : CommandResult.Say(
                Planned.In(context.Language, ScheduleWords.Excerpt(schedule), ScheduleWords.When(schedule, context.Language)),
                session => ScheduleStore.AddAsync(session, schedule));
    }
}
