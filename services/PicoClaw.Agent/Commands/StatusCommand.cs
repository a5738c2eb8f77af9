using System.Globalization;
using System.Reflection;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class StatusCommand(UsageStore usage, ModelCatalog catalog) : ICommand
{
    private static readonly string Version =
        typeof(StatusCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public string Name => "status";

    public IReadOnlyList<string> ChineseNames => ["状态"];

    public Phrase Summary => Phrases.StatusSummary;

    public async Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var total = await usage.TotalAsync(context.LaneKey, cancellationToken);
        var model = context.Memory.Model ?? catalog.Default ?? Phrases.NoModel.In(context.Language);
        var status = Phrases.Status.In(context.Language, Version, model, total.Calls, total.InputTokens, total.OutputTokens);
        return CommandResult.Say(
            total.Cost is { } cost ? $"{status}\n{Phrases.Cost.In(context.Language, cost.ToString("0.######", CultureInfo.InvariantCulture))}" : status);
    }
}
