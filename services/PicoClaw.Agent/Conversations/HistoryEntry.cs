namespace PicoClaw.Agent.Conversations;

/// <summary>One thing said, as the model is told it.</summary>
internal sealed record HistoryEntry(string Role, string Text)
{
    public const string User = "user";
    public const string Assistant = "assistant";

    /// <summary>Kept, so that a text is counted once; null: not counted yet.</summary>
    public TokenCount? Tokens { get; init; }
}
