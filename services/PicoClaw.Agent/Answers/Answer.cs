namespace PicoClaw.Agent.Conversations;

/// <summary>What a model answered.</summary>
/// <param name="Text">Never empty.</param>
/// <param name="IsCut">True when it reached the limit of an answer in the middle.</param>
internal sealed record Answer(string Text, bool IsCut)
{
    private const string Fence = "```";

    /// <summary>The text with a remark behind it, which must not become part of code that was cut.</summary>
    public string With(string remark)
    {
        var isOpen = Text.Split('\n').Count(line => line.TrimStart().StartsWith(Fence, StringComparison.Ordinal)) % 2 == 1;
        return $"{Text}{(isOpen ? $"\n{Fence}" : "…")}\n\n{remark}";
    }
}
