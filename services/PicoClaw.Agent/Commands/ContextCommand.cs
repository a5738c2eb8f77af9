using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Commands;

internal sealed class ContextCommand(TokenCounter tokens, ModelCatalog catalog) : ICommand
{
    public string Name => "context";

    public IReadOnlyList<string> ChineseNames => ["上下文"];

    public Phrase Summary => Phrases.ContextSummary;

    public Task<CommandResult> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var encoding = catalog.EncodingOf(context.Memory.Model);
        var summary = context.Memory.Summary is { } text ? tokens.Count(encoding, text) : 0;
        var used = context.Memory.Told.Sum(entry => tokens.Count(encoding, entry)) + summary;
        var window = catalog.ContextWindowOf(context.Memory.Model);
        return Task.FromResult(context.Say(
            Phrases.Context,
            context.Memory.Entries.Count,
            used,
            window,
            used * 100 / window,
            summary > 0 ? Phrases.HasSummary.In(context.Language, summary) : Phrases.NoSummary.In(context.Language)));
    }
}
