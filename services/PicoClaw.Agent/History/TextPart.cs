using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.History;

internal sealed record TextPart(string Text) : HistoryPart
{
    /// <summary>Clean, wherever it comes from: old rows may hold anything.</summary>
    public string Text { get; } = CleanText.Of(Text);
}
