using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class ContextCommand(TokenCounter tokens, ModelCatalog catalog) : ICommand
{
    private static readonly Phrase Context = new(
        "- Messages: {0}\n- Tokens: {1} of {2} ({3} %)\n- Summary: {4}",
        "- 消息：{0} 条\n- Token：{1} / {2}（{3}%）\n- 摘要：{4}");

    private static readonly Phrase HasSummary = new("{0} tokens", "{0} 个 Token");
    private static readonly Phrase NoSummary = new("none", "无");

    public string Name => "context";

    public IReadOnlyList<string> ChineseNames => ["上下文"];

    public Phrase Summary { get; } = new("shows how much of this conversation the model sees", "查看上下文的消息数和 Token 占用");

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var history = context.History;
        var encoding = catalog.EncodingOf(history.Model);
        var summary = history.Summary is { } text ? tokens.Count(encoding, text) : 0;
        var used = history.Told.Sum(entry => tokens.Count(encoding, entry)) + summary;
        var window = catalog.ContextWindowOf(history.Model);
        return Task.FromResult(context.Say(
            Context,
            history.Entries.Count,
            used,
            window,
            used * 100 / window,
            summary > 0 ? HasSummary.In(context.Language, summary) : NoSummary.In(context.Language)));
    }
}
