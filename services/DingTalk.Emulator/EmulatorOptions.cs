using System.ComponentModel.DataAnnotations;

namespace DingTalk.Emulator;

// Section 9 of the protocol notes lists what no source settles; each such item is an option here, with the best estimate as its default.
public sealed class EmulatorOptions
{
    public const string SectionName = "Emulator";

    public List<EmulatorApp> Apps { get; set; } = [new() { ClientId = "dingdemo", ClientSecret = "demo-secret" }];

    // Where to listen; port 0 takes a free one.
    public string Url { get; set; } = "http://127.0.0.1:5080";

    // The base address handed out in the Stream endpoint and in session webhooks; null = the one the client used.
    public string? PublicUrl { get; set; }

    // Names other than localhost and PublicUrl's by which it may be called, such as the one in a container network.
    public List<string> AllowedHosts { get; set; } = [];

    // Opening a connection without `Accept: application/json` is refused. Most clients leave the header out and are answered in JSON all the same.
    public bool RequireJsonAccept { get; set; }

    public TimeSpan RedeliverAfter { get; set; } = TimeSpan.FromSeconds(60);

    // Re-sends after the first push: 0 = none, -1 = without end.
    [Range(-1, int.MaxValue)]
    public int RedeliverMax { get; set; } = 2;

    public bool RedeliverNewMessageId { get; set; }

    public TimeSpan TicketLifetime { get; set; } = TimeSpan.FromSeconds(90);

    [Range(400, 599)]
    public int TicketRejectStatus { get; set; } = 400;

    // Live connections per app; a handshake beyond is refused with TicketRejectStatus. 0 = no cap.
    [Range(0, 100_000)]
    public int MaxConnections { get; set; }

    // permessage-deflate on the Stream, for clients that offer it.
    public bool EnableCompression { get; set; }

    // A longer frame of a client ends its connection.
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxFrameBytes { get; set; } = 1024 * 1024;

    public TimeSpan SystemPingInterval { get; set; } = TimeSpan.FromSeconds(30);

    // After this time a connection gets its `disconnect`; null = never.
    public TimeSpan? ConnectionLifetime { get; set; }

    // After a link broke without a goodbye pushes may still be chosen for it, and are lost; zero = DingTalk would know at once.
    public TimeSpan DeadLinkGrace { get; set; }

    // SYSTEM frames of an older dialect: CONNECTED and REGISTERED at the start, KEEPALIVE with every ping.
    public bool SendLegacySystem { get; set; }

    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromMinutes(90);

    // Of the address that a download code is exchanged for.
    public TimeSpan DownloadUrlLifetime { get; set; } = TimeSpan.FromMinutes(10);

    [Range(1, 100_000)]
    public int QpsPerApi { get; set; } = 20;

    // The limit of card streaming, instead of QpsPerApi.
    [Range(1, 100_000)]
    public int CardQps { get; set; } = 20;

    // Of one batchSend.
    [Range(1, 10_000)]
    public int MaxUserIds { get; set; } = 20;

    // The answer to a bad access token; the body as it is, null = the usual envelope.
    [Range(400, 499)]
    public int BadTokenStatus { get; set; } = 400;

    public string? BadTokenBody { get; set; }

    // Webhook replies per minute, as for custom robots; 0 = no limit.
    [Range(0, 100_000)]
    public int SessionWebhookPerMinute { get; set; } = 20;

    // Whose replies that limit counts together.
    [EnumDataType(typeof(WebhookLimitKey))]
    public WebhookLimitKey SessionWebhookLimitBy { get; set; }

    // Entries kept in the transcript; the oldest leave first.
    [Range(100, 1_000_000)]
    public int TranscriptCapacity { get; set; } = 20_000;

    // Unacked pushes kept per app; `say` is refused beyond.
    [Range(1, 1_000_000)]
    public int PendingCapacity { get; set; } = 20_000;
}
