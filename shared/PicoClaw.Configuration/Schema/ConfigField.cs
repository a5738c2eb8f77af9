namespace PicoClaw.Configuration.Schema;

/// <summary>
/// One row of the schema: the name in JSON (dotted from its section), the normalized key (empty for a field that has its own reader),
/// what it accepts, and other names for the same value.
/// </summary>
internal sealed record ConfigField(string Json, string Key, FieldKind Kind, params string[] Aliases)
{
    public IEnumerable<string> Names => Aliases.Prepend(Json);

    /// <summary>group_trigger.mention_only is GROUP_TRIGGER__MENTION_ONLY in an account's variable.</summary>
    public string VariableSuffix(string separator) =>
        Json.ToUpperInvariant().Replace(".", separator, StringComparison.Ordinal);
}
