using PicoClaw.Hosting.Reloading;


namespace PicoClaw.Agent.Models.Catalog;

/// <summary>The models that users may choose from, by their <c>model_name</c>.</summary>
internal sealed class ModelCatalog(Live<ModelsOptions> options)
{
    // An answer takes one part in this many of a context window whose size is not configured.
    private const int AnswersPerWindow = 4;

    /// <summary>The name of the model that answers when none is chosen; null when none is configured.</summary>
    public string? Default => options.Value.Model?.ModelName;

    /// <summary>All names, in the order of the configuration.</summary>
    public IReadOnlyList<string> Names => [.. options.Value.Usable.Select(model => model.ModelName).Distinct(StringComparer.OrdinalIgnoreCase)];

    public IReadOnlyList<ModelEntry> Entries => options.Value.Usable;

    /// <summary>Null when there is no such model.</summary>
    public ModelEntry? Find(string name) => options.Value.Usable.FirstOrDefault(model => Same(model.ModelName, name));

    /// <summary>
    /// The entries to ask, in this order: those of the name (the default when the name is unknown), their fallbacks, the fallbacks of all models.
    /// </summary>
    public IReadOnlyList<ModelEntry> ChainOf(string? name)
    {
        var first = (name is null ? null : Find(name)?.ModelName) ?? Default;
        if (first is null)
        {
            return [];
        }

        IEnumerable<string> names = [first, .. EntriesOf(first).SelectMany(model => model.Fallbacks), .. options.Value.ModelFallbacks];
        return [.. names.SelectMany(EntriesOf).Distinct()];
    }

    /// <summary>The tokens of a model's context window that are kept free for its answer.</summary>
    public int AnswerTokensOf(string? name) =>
        options.Value.AnswerTokens ?? Math.Min(options.Value.AssumedAnswerTokens, ContextWindowOf(name) / AnswersPerWindow);

    /// <summary>What <see cref="Conversations.TokenCounter"/> counts a model's tokens by; null when no model is configured.</summary>
    public string? EncodingOf(string? name) => (name ?? Default) is { } known ? Find(known)?.Model : null;

    /// <summary>Whether the model that is asked first sees pictures.</summary>
    public bool Sees(string? name) => ChainOf(name) is [{ Sees: true }, ..];

    /// <summary>In tokens.</summary>
    public int ContextWindowOf(string? name)
    {
        var ofModel = ChainOf(name) is [var first, ..] ? first.ContextWindow : 0;
        return ofModel > 0 ? ofModel
            : options.Value.ContextWindow > 0 ? options.Value.ContextWindow
            : AnswersPerWindow * options.Value.AssumedAnswerTokens;
    }

    private IEnumerable<ModelEntry> EntriesOf(string name) => options.Value.Usable.Where(model => Same(model.ModelName, name));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
