namespace PicoClaw.Egress.Tests.Pacing;

/// <summary>One hour of the simulated day: its load, what goes wrong in it, and what was seen on the API.</summary>
internal sealed record Hour(double ApiPerSecond, double WebhookPerSecond, double NoisyPerSecond = 0, double ThrottleShare = 0, int Takeovers = 0)
{
    /// <summary>Replies that an hour before it left.</summary>
    public int BeginsWith { get; set; }

    public int ApiCalls { get; set; }

    /// <summary>From a reply's arrival to its call.</summary>
    public TimeSpan LongestWait { get; set; }

    /// <summary>From the moment a conversation has a reply to send to its call.</summary>
    public TimeSpan LongestTurn { get; set; }

    public bool IsCalm => ThrottleShare == 0 && Takeovers == 0;

    public bool IsSaturated => ApiPerSecond > 20;
}
