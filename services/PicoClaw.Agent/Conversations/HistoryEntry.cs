namespace PicoClaw.Agent.Conversations;

/// <summary>One thing said, as the model is told it.</summary>
internal sealed record HistoryEntry(string Role, string Text)
{
    public const string User = "user";
    public const string Assistant = "assistant";
}
