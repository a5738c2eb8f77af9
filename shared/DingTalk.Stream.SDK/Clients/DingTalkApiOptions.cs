namespace DingTalk.Stream.OpenApi;

/// <summary>Credentials, addresses and deadlines of API calls. Do not change them after the client is created.</summary>
public sealed class DingTalkApiOptions
{
    /// <summary>The app's client id (formerly AppKey).</summary>
    public required string ClientId { get; set; }

    /// <summary>The app's client secret. Never logged.</summary>
    public required string ClientSecret { get; set; }

    /// <summary>The new API: access token, robot sends.</summary>
    public Uri ApiBaseAddress { get; set; } = DingTalkHosts.Api;

    /// <summary>The legacy API and its session webhooks. Webhooks with this scheme, host and port are allowed, too.</summary>
    public Uri OapiBaseAddress { get; set; } = DingTalkHosts.Oapi;

    /// <summary>How long a call may take; 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an upload or a download may take; 2 min.</summary>
    public TimeSpan MediaTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The largest download, in bytes; 100 MiB.</summary>
    public long MaxDownloadBytes { get; set; } = 100 * 1024 * 1024;

    /// <summary>The <see cref="ThrottledException.RetryAfter"/> of a throttled call whose answer gives none; 1 s.</summary>
    public TimeSpan ThrottleDelay { get; set; } = TimeSpan.FromSeconds(1);

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ClientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(ClientSecret);
        ArgumentNullException.ThrowIfNull(ApiBaseAddress);
        ArgumentNullException.ThrowIfNull(OapiBaseAddress);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MediaTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxDownloadBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(ThrottleDelay, TimeSpan.Zero);
    }
}
