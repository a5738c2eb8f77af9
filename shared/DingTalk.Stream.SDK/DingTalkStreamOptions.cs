using System.Net;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

/// <summary>
/// Connection, keep-alive and limits of a <see cref="DingTalkStreamClient"/>. Do not change them after the client is created.
/// </summary>
public sealed class DingTalkStreamOptions
{
    /// <summary>The app's client id (formerly AppKey or SuiteKey), without surrounding whitespace.</summary>
    public required string ClientId { get; set; }

    /// <summary>The app's client secret, without surrounding whitespace. Never logged.</summary>
    public required string ClientSecret { get; set; }

    /// <summary>The new API's address; the gateway is asked there for a link.</summary>
    public Uri ApiBaseAddress { get; set; } = DingTalkHosts.Api;

    /// <summary>
    /// The client's name, as <c>name-language/version</c>: DingTalk refuses a malformed value with 400 "ua invalid"
    /// (docs/dingtalk-protocol.md 1).
    /// </summary>
    public string UserAgent { get; set; } =
        $"dingtalk-stream-sdk-dotnet/{typeof(StreamFrame).Assembly.GetName().Version?.ToString(3) ?? "0.0.0"}";

    /// <summary>
    /// The HTTP proxy for DingTalk's WebSocket, and for its APIs if the app is registered with the host; it must allow CONNECT. Null, the
    /// default, uses <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>ALL_PROXY</c> and <c>NO_PROXY</c>. If you create the client yourself, the
    /// proxy of API calls is that of your <see cref="HttpClient"/>.
    /// </summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>The interval of WebSocket pings; 20 s. Always real time, not the <see cref="TimeProvider"/>'s.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a pong may take before the link counts as lost; 20 s. Always real time, not the <see cref="TimeProvider"/>'s.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a link may get no frame (WebSocket pings do not count) before it is replaced; 30 min. The new link opens first. Links
    /// that answer pings but get no messages have been reported (docs/dingtalk-protocol.md 2.4). <see cref="TimeSpan.MaxValue"/> keeps
    /// silent links.
    /// </summary>
    public TimeSpan IdleRecycle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How long a handler may take; 50 s, because DingTalk re-sends after about 60 s. Then its token is cancelled and its ack withheld;
    /// the next frame with the same ordering key still waits until the handler returns. The token is used again for a later frame, so work
    /// that outlives its handler needs one of its own.
    /// </summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(50);

    /// <summary>How long to wait after a refusal (wrong credentials, app not published); 60 s.</summary>
    public TimeSpan AuthRetryDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The ceiling of the first delay after any other failure; 1 s. Delays are drawn evenly between zero and a ceiling that doubles.
    /// </summary>
    public TimeSpan MinBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The highest ceiling of a delay; 60 s.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a link must have been open before delays start small again; 1 min.</summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a stop waits for running handlers and their acks; 10 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest accepted frame, in bytes; 4 MiB. A larger one is dropped and the link stays open.</summary>
    public int MaxFrameBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// How many handlers may run at once; 100. Three times as many frames may wait for them; beyond that the client stops reading the
    /// socket for a while, and if that does not help, it leaves frames unacked so that DingTalk re-sends them.
    /// </summary>
    public int MaxConcurrentHandlers { get; set; } = 100;

    /// <summary>
    /// Whether a <see cref="BotMessage"/> keeps its whole payload; true. False saves a copy of each message, and
    /// <see cref="BotMessage.Payload"/> is empty.
    /// </summary>
    public bool KeepPayload { get; set; } = true;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ClientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(ClientSecret);
        ArgumentNullException.ThrowIfNull(ApiBaseAddress);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFrameBytes, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrentHandlers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepAliveInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepAliveTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(IdleRecycle, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HandlerTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AuthRetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MinBackoff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBackoff, MinBackoff);
        ArgumentOutOfRangeException.ThrowIfLessThan(StableAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(DrainTimeout, TimeSpan.Zero);
    }
}
