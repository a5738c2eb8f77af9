namespace PicoClaw.Gateway.Doctor;

/// <summary>What the checks work with.</summary>
internal sealed class DoctorTools : IDisposable
{
    // Longer than a slow proxy takes, shorter than the checks' own limits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a link is listened to. DingTalk's first frame may come much later; a dead link shows itself within this time.</summary>
    public TimeSpan Listening { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A person who may be written to, by user id.</summary>
    public string? Receiver { get; init; }

    /// <summary>Asks the person at the terminal; null where nobody is.</summary>
    public Func<string, CancellationToken, Task<bool>>? Ask { get; init; }

    public void Dispose() => Http.Dispose();
}
