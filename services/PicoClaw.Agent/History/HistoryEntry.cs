using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Conversations;

/// <summary>One thing said, as the model is told it.</summary>
internal sealed record HistoryEntry(string Role, string Text)
{
    /// <summary>Clean, wherever it comes from: what was stored before may not be.</summary>
    public string Text { get; } = CleanText.Of(Text);

    public const string User = "user";
    public const string Assistant = "assistant";

    /// <summary>Kept, so that a text is counted once; null: not counted yet.</summary>
    public TokenCount? Tokens { get; init; }
}
