using System.ComponentModel;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Tools;

namespace PicoClaw.Agent.Schedules.Tools;

/// <summary>The calls of one turn. What they change is committed when they return: a tool runs once, whatever becomes of the turn.</summary>
internal sealed class ScheduleCalls(ToolContext context, ScheduleMaker maker, ScheduleStore schedules, Admins admins)
{
    private const string HowToSay =
        "When: 10m, 2h, 18:30, tomorrow 9:00, 2026-12-01 09:00, every day 9:00, every weekday 9:00, every monday 9:00, or cron \"10 9 * * 1-5\" "
        + "(five fields), in the bot's time zone.";

    public async Task<string> RunAsync(
        [Description("create, list or remove")] string action,
        [Description(HowToSay)] string? when = null,
        [Description("For create: a text that is sent as it is.")] string? text = null,
        [Description("For create, in place of text: a task that you carry out at that time, in full sentences; you then see this conversation's history.")]
        string? prompt = null,
        [Description("For remove: the number that list shows.")] int? number = null,
        CancellationToken cancellationToken = default) => action.Trim().ToUpperInvariant() switch
        {
            "CREATE" => await CreateAsync(when, text, prompt, cancellationToken),
            "LIST" => await ListAsync(cancellationToken),
            "REMOVE" => await RemoveAsync(number, cancellationToken),
            _ => "Error: action is create, list or remove.",
        };

    private async Task<string> CreateAsync(string? when, string? text, string? prompt, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text) == string.IsNullOrWhiteSpace(prompt))
        {
            return "Error: give one of the two, text or prompt.";
        }

        if (maker.Read(when ?? "", out var rest) is not { } time || rest.Length > 0)
        {
            return $"Error: the time is not understood. {HowToSay}";
        }

        var isPrompt = string.IsNullOrWhiteSpace(text);
        var (schedule, problem) = await maker.MakeAsync(
            Guid.NewGuid().ToString(),
            context.LaneKey,
            context.Messages[^1],
            time,
            (isPrompt ? prompt : text)!,
            isPrompt,
            context.Language,
            cancellationToken);
        if (schedule is null)
        {
            return $"Error: {problem}";
        }

        await schedules.AddAsync(schedule, cancellationToken);
        return $"Created; it comes next at {ScheduleWords.When(schedule, Language.English)}.";
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var all = await AllAsync(cancellationToken);
        return all.Count == 0
            ? "Nothing is scheduled in this conversation."
            : string.Join('\n', all.Index().Select(one => ScheduleWords.InList(one.Item, one.Index + 1, Language.English)));
    }

    private async Task<string> RemoveAsync(int? number, CancellationToken cancellationToken)
    {
        var all = await AllAsync(cancellationToken);
        if (number is not { } index || index < 1 || index > all.Count)
        {
            return "Error: there is no such number; list shows them.";
        }

        var schedule = all[index - 1];
        if (schedule.Name is not null)
        {
            return "Error: it comes from the bot's configuration; only its administrator can remove it, there.";
        }

        // All whom the turn answers: the model does not know which of them asked for it.
        if (!context.Messages.All(message => admins.MayChange(message) || schedule.Maker == PersonKey.Of(message)))
        {
            return "Error: only the one who made it, or an administrator, may remove it.";
        }

        await schedules.RemoveAsync(schedule.Id, cancellationToken);
        return $"Removed: {ScheduleWords.Excerpt(schedule)}";
    }

    private Task<IReadOnlyList<Schedule>> AllAsync(CancellationToken cancellationToken) =>
        schedules.ListAsync(context.LaneKey, PersonKey.OfDirect(context.Messages[^1]), cancellationToken);
}
