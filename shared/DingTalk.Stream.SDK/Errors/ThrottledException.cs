namespace DingTalk.Stream.OpenApi;

/// <summary>Refused before it was processed, for now: too many calls. Nothing was sent; try again later.</summary>
public sealed class ThrottledException : DingTalkException
{
    internal ThrottledException(string message)
        : base(message)
    {
    }

    /// <summary>
    /// How long to wait at least: what the answer asks for, else 5 min for a blocked address, 60 s for a webhook, else <see cref="DingTalkApiOptions.ThrottleDelay"/>.
    /// </summary>
    public required TimeSpan RetryAfter { get; init; }

    /// <summary>True when the public address is blocked that the calls come from: then every call of every app behind it has to wait.</summary>
    public bool IsAddressBlocked { get; init; }
}
