namespace PicoClaw.Agent.Feedback;

/// <summary>What people thought of the answers of the last days.</summary>
/// <param name="Up">How many were good.</param>
/// <param name="Down">How many were bad.</param>
/// <param name="Reasons">The newest reasons with their verdicts, without who gave them.</param>
internal sealed record FeedbackFigures(long Up, long Down, IReadOnlyList<(string Verdict, string Reason)> Reasons);
