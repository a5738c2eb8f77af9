namespace PicoClaw.Agent.Answers;

/// <summary>What a model answered.</summary>
/// <param name="Text">Never empty.</param>
/// <param name="IsCut">True when the model reached its limit in the middle.</param>
internal sealed record Answer(string Text, bool IsCut)
{
    private const string Fence = "```";

    /// <summary>The text, and after it a remark that must not become part of code that was cut.</summary>
    public string With(string remark)
    {
        var isOpen = Text.Split('\n').Count(line => line.TrimStart().StartsWith(Fence, StringComparison.Ordinal)) % 2 == 1;
        return $"{Text}{(isOpen ? $"\n{Fence}" : "…")}\n\n{remark}";
    }
}
