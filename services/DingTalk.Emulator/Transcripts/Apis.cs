namespace DingTalk.Emulator.Transcripts;

// The APIs for sending, by the names in the transcript and the faults.
internal static class Apis
{
    public const string Webhook = "webhook";
    public const string Oto = "oto";
    public const string Group = "group";
    public const string Card = "card";
    public const string CardCreate = "card/create";
    public const string CardDeliver = "card/deliver";
    public const string CardCreateAndDeliver = "card/createAndDeliver";
    public const string CardUpdate = "card/update";
    public const string CardStreaming = "card/streaming";
    public const string CardSpaces = "card/spaces";
    public const string Any = "*";

    public static readonly string[] All = [Webhook, Oto, Group, Card];

    // The permission that an app needs for the API.
    public static string ScopeOf(string api) => api switch
    {
        CardStreaming => "Card.Streaming.Write",
        _ when IsPartOf(Card, api) => "Card.Instance.Write",
        _ => "qyapi_robot_sendmsg",
    };

    // Cards use several calls, each with its own name and limit; "card" stands for all of them.
    public static bool IsPartOf(string whole, string api) => api == whole || api.StartsWith($"{whole}/", StringComparison.Ordinal);

    public static bool IsSend(string api) => All.Any(whole => IsPartOf(whole, api));

    // A path that is no send stays a path.
    public static string? Normalize(string name) => name.Trim('/') switch
    {
        Webhook or "sendBySession" or "robot/sendBySession" => Webhook,
        Oto or "oToMessages/batchSend" or "v1.0/robot/oToMessages/batchSend" => Oto,
        Group or "groupMessages/send" or "v1.0/robot/groupMessages/send" => Group,
        Card => Card,
        CardCreate => CardCreate,
        CardDeliver or "v1.0/card/instances/deliver" => CardDeliver,
        CardCreateAndDeliver or "v1.0/card/instances/createAndDeliver" => CardCreateAndDeliver,
        CardUpdate => CardUpdate,
        CardSpaces or "v1.0/card/instances/spaces" => CardSpaces,
        CardStreaming or "v1.0/card/streaming" => CardStreaming,
        Any => Any,
        { Length: > 0 } path when name.StartsWith('/') => $"/{path}",
        _ => null,
    };
}
