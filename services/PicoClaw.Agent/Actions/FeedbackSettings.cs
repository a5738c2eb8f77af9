namespace PicoClaw.Agent.Actions;

/// <summary>What an account of any channel says of feedback: <c>Accounts:NAME:Feedback</c>.</summary>
internal sealed class FeedbackSettings
{
    private const string Off = "off";

    public string? Feedback { get; set; }

    public bool IsOff => Feedback is null || Feedback.Equals(Off, StringComparison.OrdinalIgnoreCase);
}
