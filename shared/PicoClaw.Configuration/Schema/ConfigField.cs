namespace PicoClaw.Configuration.Schema;

/// <summary>
/// One row of the schema: the name in JSON (dotted from its section), the normalized key (empty for a field that has its own reader),
/// what it accepts, and other names for the same value.
/// </summary>
internal sealed record ConfigField(string Json, string Key, FieldKind Kind, params string[] Aliases)
{
    /// <summary>Whether a change in the file takes effect without a restart; <see cref="SectionSchema.Live"/> says so.</summary>
    public bool IsLive { get; init; }

    public IEnumerable<string> Names => Aliases.Prepend(Json);

    /// <summary>group_trigger.mention_only is GROUP_TRIGGER__MENTION_ONLY in an account's variable.</summary>
    public string VariableSuffix(string separator) =>
        Json.ToUpperInvariant().Replace(".", separator, StringComparison.Ordinal);
}
