using PicoClaw.Agent.Schedules;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Prompts;

internal sealed class SenderPart : IPromptPart
{
    private const int MaxIdLength = 100;

    public Task<string?> WriteAsync(PromptContext context, CancellationToken cancellationToken)
    {
        if (context.Schedule is { } run)
        {
            return Task.FromResult<string?>(
                $"## Sender\nNobody has just written: a schedule that {Maker(run)} made runs. Carry out the last message and write the result; "
                + "nobody is there to answer a question.");
        }

        var senders = context.Messages.Select(message => message.Sender).DistinctBy(sender => sender.Id)
            .Select(sender => sender.DisplayName is { Length: > 0 } name ? $"{PromptNames.Quoted(name)} (id {Id(sender)})" : $"id {Id(sender)}");
        return Task.FromResult<string?>($"## Sender\nYou answer {string.Join(", ", senders)}.");
    }

    private static string Maker(ScheduledRun run) => run.MadeBy is { } name ? PromptNames.Quoted(name) : "the bot's administrator";

    private static string? Id(Sender sender) => CleanText.Line(sender.Id, MaxIdLength);
}
