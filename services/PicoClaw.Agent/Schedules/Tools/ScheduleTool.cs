using Microsoft.Extensions.AI;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Tools;

namespace PicoClaw.Agent.Schedules.Tools;

/// <summary>Lets the model schedule things for the people whom it answers. A schedule makes no schedules.</summary>
internal sealed class ScheduleTool(ScheduleMaker maker, ScheduleStore schedules, Admins admins) : ITurnToolSource
{
    public const string Name = "schedule";

    public IReadOnlyList<AIFunction> Of(ToolContext context) => context.IsScheduled
        ? []
        : [AIFunctionFactory.Create(
            new ScheduleCalls(context, maker, schedules, admins).RunAsync,
            Name,
            "Creates, lists or removes reminders and scheduled tasks of this conversation. Use it only when a user asks for that.")];
}
