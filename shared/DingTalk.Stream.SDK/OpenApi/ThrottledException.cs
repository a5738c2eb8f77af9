namespace DingTalk.Stream.OpenApi;

/// <summary>Refused before it was processed, for now: too many calls, or the server is busy. Nothing was sent; try again later.</summary>
public sealed class ThrottledException : DingTalkException
{
    internal ThrottledException(string message)
        : base(message)
    {
    }

    /// <summary>How long to wait at least: what the answer asks for, else 60 s for a webhook, else <see cref="DingTalkApiOptions.ThrottleDelay"/>.</summary>
    public required TimeSpan RetryAfter { get; init; }
}
