namespace PicoClaw.Configuration.Schema;

/// <summary>
/// One row of the schema: the name in JSON (dotted from its section), the normalized key (empty for a field that has its own reader),
/// what it accepts, and other names for the same value.
/// </summary>
internal sealed record ConfigField(string Json, string Key, FieldKind Kind, params string[] Aliases)
{
    /// <summary>What it means, as Markdown of one line: for docs/options.md and, without the marks, for the JSON Schema, which editors show.</summary>
    public required string English { get; init; }

    /// <summary>The same for docs/zh/options.md.</summary>
    public required string Chinese { get; init; }

    /// <summary>The value, as JSON, that a missing field stands for; null where the meaning says what happens.</summary>
    public string? Default { get; init; }

    /// <summary>Whether a change in the file takes effect without a restart; <see cref="SectionSchema.Live"/> says so.</summary>
    public bool IsLive { get; init; }

    public IEnumerable<string> Names => Aliases.Prepend(Json);

    /// <summary>group_trigger.mention_only is GROUP_TRIGGER__MENTION_ONLY in an account's variable.</summary>
    public string VariableSuffix(string separator) =>
        Json.ToUpperInvariant().Replace(".", separator, StringComparison.Ordinal);
}
