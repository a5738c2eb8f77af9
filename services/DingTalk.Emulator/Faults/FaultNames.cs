namespace DingTalk.Emulator.Faults;

internal static class FaultNames
{
    public const string RefuseOpen = "refuseOpen";
    public const string Unpublished = "unpublished";
    public const string StreamOff = "streamOff";
    public const string IpNotAllowed = "ipNotAllowed";
    public const string Disconnect = "disconnect";
    public const string DropLinks = "dropLinks";
    public const string Zombie = "zombie";
    public const string Ping = "ping";
    public const string Malformed = "malformed";
    public const string SlowHandshakeMs = "slowHandshakeMs";
    public const string RedeliverAfterMs = "redeliverAfterMs";
    public const string DelayAckMs = "delayAckMs";
    public const string Duplicate = "duplicate";
    public const string Fragment = "fragment";
    public const string Throttle = "throttle";
    public const string SendErrcode = "sendErrcode";
    public const string StringErrcode = "stringErrcode";
    public const string SendStatus = "sendStatus";
    public const string SendCode = "sendCode";
    public const string FailAfterDelivery = "failAfterDelivery";
    public const string MissingScope = "missingScope";
    public const string ApiQuotaExhausted = "apiQuotaExhausted";
    public const string InvalidStaffIds = "invalidStaffIds";
    public const string FlowControlledStaffIds = "flowControlledStaffIds";
    public const string UndeliverableSpaces = "undeliverableSpaces";
    public const string ExpireSessions = "expireSessions";
    public const string TokenInvalid = "tokenInvalid";
    public const string LatencyMs = "latencyMs";
    public const string Model = "model";

    public static readonly string[] All =
    [
        RefuseOpen, SlowHandshakeMs, Disconnect, DropLinks, Zombie, Ping, Malformed, RedeliverAfterMs, DelayAckMs, Duplicate, Fragment,
        Throttle, SendErrcode, StringErrcode, SendStatus, SendCode, FailAfterDelivery, MissingScope, ApiQuotaExhausted, InvalidStaffIds,
        FlowControlledStaffIds,
        UndeliverableSpaces, ExpireSessions, TokenInvalid, LatencyMs, Model, Unpublished, StreamOff, IpNotAllowed,
    ];

    public static readonly string[] OnLinks = [Disconnect, DropLinks, Zombie, Ping, Malformed];

    // These act once, on the current state, unless a count or a duration arms them for later calls.
    public static readonly string[] AtOnce = [.. OnLinks, ExpireSessions, TokenInvalid];
}
