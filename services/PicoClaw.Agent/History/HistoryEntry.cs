namespace PicoClaw.Agent.History;

/// <summary>One thing that was said, as the model is told it.</summary>
internal sealed record HistoryEntry(string Role, IReadOnlyList<HistoryPart> Parts)
{
    public const string User = "user";
    public const string Assistant = "assistant";

    public HistoryEntry(string role, string text)
        : this(role, [new TextPart(text)])
    {
    }

    /// <summary>The words of all its parts.</summary>
    public string Text { get; } = Parts is [TextPart only] ? only.Text : string.Join("\n\n", Parts.OfType<TextPart>().Select(part => part.Text));

    /// <summary>Kept, so that a text is counted once; null: not counted yet.</summary>
    public TokenCount? Tokens { get; init; }
}
