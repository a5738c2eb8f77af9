using System.ComponentModel.DataAnnotations;

namespace DingTalk.Emulator;

// What no source settles about DingTalk (docs/dingtalk-protocol.md 9) is an option here, with the best estimate as its default.
public sealed class EmulatorOptions
{
    public const string SectionName = "Emulator";

    public List<EmulatorApp> Apps { get; set; } = [new() { ClientId = "dingdemo", ClientSecret = "demo-secret" }];

    // The address to listen on; port 0 takes a free port.
    public string Url { get; set; } = "http://127.0.0.1:5080";

    // The base address in Stream endpoints and session webhooks; null = the one that the client used.
    public string? PublicUrl { get; set; }

    // Additional host names that clients may use, such as the name in a container network.
    public List<string> AllowedHosts { get; set; } = [];

    // Refuses to open a connection without `Accept: application/json`. Most clients omit the header, and DingTalk answers them in JSON
    // anyway.
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

    // A longer frame from a client ends its connection.
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxFrameBytes { get; set; } = 1024 * 1024;

    public TimeSpan SystemPingInterval { get; set; } = TimeSpan.FromSeconds(30);

    // After this time a connection gets `disconnect`; null = never.
    public TimeSpan? ConnectionLifetime { get; set; }

    // For this long after a link broke without a close frame, pushes may still be sent to it and are lost; zero = never.
    public TimeSpan DeadLinkGrace { get; set; }

    // SYSTEM frames of an older dialect: CONNECTED and REGISTERED at the start, KEEPALIVE with every ping.
    public bool SendLegacySystem { get; set; }

    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromMinutes(90);

    // Lifetime of the address that a download code is exchanged for.
    public TimeSpan DownloadUrlLifetime { get; set; } = TimeSpan.FromMinutes(10);

    // How long after a send its processQueryKey cannot be asked for who has read it, and how long it can.
    public TimeSpan ReceiptDelay { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan ReceiptLifetime { get; set; } = TimeSpan.FromDays(1);

    [Range(1, 100_000)]
    public int QpsPerApi { get; set; } = 20;

    // The limit of card streaming, instead of QpsPerApi.
    [Range(1, 100_000)]
    public int CardQps { get; set; } = 20;

    // The card templates of the apps, by id, each with its variables. Empty = every template is known and takes every variable.
    public Dictionary<string, List<string>> Templates { get; set; } = [];

    [EnumDataType(typeof(StreamAfterFinalize))]
    public StreamAfterFinalize StreamAfterFinalize { get; set; }

    [EnumDataType(typeof(CardAlreadyExist))]
    public CardAlreadyExist CardAlreadyExist { get; set; } = CardAlreadyExist.Refused;

    [EnumDataType(typeof(DeliverTwice))]
    public DeliverTwice DeliverTwice { get; set; }

    // Per batchSend.
    [Range(1, 10_000)]
    public int MaxUserIds { get; set; } = 20;

    // The answer to a bad access token. The body is sent as is; null = the usual envelope.
    [Range(400, 499)]
    public int BadTokenStatus { get; set; } = 400;

    public string? BadTokenBody { get; set; }

    // Webhook replies per minute, as for custom robots; 0 = no limit.
    [Range(0, 100_000)]
    public int SessionWebhookPerMinute { get; set; } = 20;

    // Which replies that limit counts together.
    [EnumDataType(typeof(WebhookLimitKey))]
    public WebhookLimitKey SessionWebhookLimitBy { get; set; }

    // Entries kept in the transcript; the oldest are dropped first.
    [Range(100, 1_000_000)]
    public int TranscriptCapacity { get; set; } = 20_000;

    // Unacked pushes kept per app; above this number `say` is refused.
    [Range(1, 1_000_000)]
    public int PendingCapacity { get; set; } = 20_000;
}
