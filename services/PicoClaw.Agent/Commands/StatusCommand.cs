using System.Globalization;
using System.Reflection;
using PicoClaw.Agent.Feedback;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Usage;

namespace PicoClaw.Agent.Commands;

internal sealed class StatusCommand(UsageStore usage, ModelCatalog catalog, FeedbackTable feedback, CardPlans cards, Admins admins) : ICommand
{
    private static readonly string Version =
        typeof(StatusCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static readonly Phrase Status = new(
        "**PicoClaw** {0}\n\n- Model: {1}\n- Calls: {2}\n- Tokens: {3} in, {4} out",
        "**PicoClaw** {0}\n\n- 模型：{1}\n- 调用次数：{2}\n- Token：输入 {3}，输出 {4}");

    private static readonly Phrase Cost = new("- Cost: {0}", "- 费用：{0}");
    private static readonly Phrase Rated = new("- Feedback of {0} days: 👍 {1}, 👎 {2}", "- {0} 天内的反馈：👍 {1}，👎 {2}");

    public string Name => "status";

    public IReadOnlyList<string> ChineseNames => ["状态"];

    public Phrase Summary { get; } = new("shows version, model and usage", "显示版本、模型和用量");

    public async Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var total = await usage.TotalAsync(context.LaneKey, cancellationToken);
        var model = context.History.Model ?? catalog.Default ?? Phrases.NoModel.In(context.Language);
        var status = Status.In(context.Language, Version, model, total.Calls, total.InputTokens, total.OutputTokens);
        IReadOnlyList<string> more =
        [
            .. total.Cost is { } cost ? [Cost.In(context.Language, cost.ToString("0.######", CultureInfo.InvariantCulture))] : Array.Empty<string>(),
            .. admins.IsAdmin(context.Message) ? [.. Cards(context), .. await RatingsAsync(context, cancellationToken)] : Array.Empty<string>(),
        ];
        return CommandResult.Say(string.Join('\n', more.Prepend(status)));
    }

    private IEnumerable<string> Cards(CommandContext context) =>
        cards.Find(context.Message.Conversation) is { } plan ? [CardPlanText.Of(plan, context.Language)] : [];

    private async Task<IReadOnlyList<string>> RatingsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (up, down, reasons) = await feedback.CountAsync(context.LaneKey, context.Message.Conversation, cancellationToken);
        return
        [
            Rated.In(context.Language, FeedbackTable.Days, up, down),
            .. reasons.Select(one => $"  - {(one.Verdict == Verdict.Up ? "👍" : "👎")} {Excerpt.Of(one.Reason)}"),
        ];
    }
}
