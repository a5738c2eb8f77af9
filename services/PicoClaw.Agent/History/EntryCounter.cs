using PicoClaw.Agent.Models.Catalog;

namespace PicoClaw.Agent.History;

/// <summary>Counts an entry's tokens for a model of the configuration.</summary>
internal sealed class EntryCounter(ModelCatalog catalog, TokenCounter tokens)
{
    /// <param name="model">A <c>model_name</c>; null: the default.</param>
    /// <param name="entry">The entry.</param>
    public HistoryEntry Counted(string? model, HistoryEntry entry) => tokens.Counted(catalog.EncodingOf(model), entry);
}
