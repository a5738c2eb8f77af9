namespace PicoClaw.Contracts;

/// <summary>Recorded speech or sound. A channel that cannot play it sends it as a file.</summary>
public sealed record VoiceContent : OutboundContent
{
    /// <summary>The sound's bytes.</summary>
    public required BlobReference Blob { get; init; }

    /// <summary>How long it plays; null when that is not known.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Its name, when it has one.</summary>
    public string? Name { get; init; }
}
