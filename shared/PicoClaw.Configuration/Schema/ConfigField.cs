namespace PicoClaw.Hosting.Configuration;

internal delegate void FieldReader(FieldReading reading);

/// <summary>
/// One row of the schema: the name in JSON (dotted from its section), the normalized key (empty: read by code of its
/// own), what is accepted, and other places where the same value is accepted.
/// </summary>
internal sealed record ConfigField(string Json, string Key, FieldReader Read, params string[] Aliases)
{
    public IEnumerable<string> Names => Aliases.Prepend(Json);

    /// <summary>group_trigger.mention_only is GROUP_TRIGGER__MENTION_ONLY in an account's variable.</summary>
    public string VariableSuffix(string separator) =>
        Json.ToUpperInvariant().Replace(".", separator, StringComparison.Ordinal);
}
