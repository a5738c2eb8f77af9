using System.Net;
using System.Text.Json;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

// An answer of either API, read defensively: the envelopes differ (`code` or `errcode`, `requestid` in three spellings), HTTP 200 may
// carry an error, and an error may be HTML or empty (docs/dingtalk-protocol.md 1.2, 4.1, 5.3).
internal sealed record ApiAnswer
{
    private const int MaxTextLength = 300;

    // DingTalk's have about 30 characters, and a call needs one or two.
    private const int LongestScope = 100;
    private const int MostScopes = 5;

    public required HttpStatusCode Status { get; init; }

    // The body, when it is a JSON object.
    public JsonElement? Root { get; init; }

    public bool IsHtml { get; init; }

    // DingTalk blocks our public IP address after too many calls. It says so with JSON of another shape, a web page, or a redirect to
    // one.
    public bool IsAddressBlocked { get; init; }

    // From the Retry-After header.
    public TimeSpan? RetryAfter { get; init; }

    // The error code, null when the body names none (or 0).
    public string? Code { get; init; }

    // The actual error behind a legacy code of 88.
    public string? SubCode { get; init; }

    // 88 is a wrapper: its sub code is the actual error; without one the server was busy.
    public string? Meaning => Code == "88" ? SubCode ?? Code : Code;

    // DingTalk's message, cut short and without our secrets.
    public string? Message { get; init; }

    public string? RequestId { get; init; }

    public IReadOnlyList<string> RequiredScopes { get; init; } = [];

    public bool IsHttpSuccess => (int)Status is >= 200 and < 300;

    public bool IsSuccess => IsHttpSuccess && Root is not null && Code is null;

    // `secrets`: what the peer may echo and we must not repeat.
    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var body = await LimitedBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var isHtml = body.AsSpan().TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..];
        var answer = new ApiAnswer
        {
            Status = response.StatusCode,
            RetryAfter = response.Headers.RetryAfter?.Delta,
            IsHtml = isHtml,
            IsAddressBlocked = (isHtml && body.AsSpan().IndexOf("punish"u8) >= 0) || LeadsToPunishment(response.Headers.Location),
        };
        try
        {
            return LenientJson.ReadObject(body, "the answer", root => answer.With(Readable(root).Clone(), secrets));
        }
        catch (MalformedFrameException)
        {
            return answer;
        }
    }

    private ApiAnswer With(JsonElement root, IReadOnlyList<string> secrets) => this with
    {
        Root = root,
        IsAddressBlocked = IsAddressBlocked || root.Child("punish") is not null,
        // The answer to a blocked address has only `status`.
        Code = Cleaned(
            ErrorCode(root, "code") ?? ErrorCode(root, "errcode") ?? (root.Child("punish") is null ? null : root.Text("status") ?? "punish"), secrets),
        SubCode = Cleaned(root.NonEmptyText("sub_code"), secrets),
        Message = Cleaned(root.NonEmptyText("sub_msg") ?? root.NonEmptyText("message") ?? root.NonEmptyText("errmsg"), secrets),
        RequestId = Cleaned(root.NonEmptyText("requestid") ?? root.NonEmptyText("requestId") ?? root.NonEmptyText("request_id"), secrets),
        RequiredScopes = root.Child("accessdenieddetail")?.Child("requiredScopes") is { ValueKind: JsonValueKind.Array } scopes
            ? [.. scopes.EnumerateArray().Select(scope => Cleaned(scope.AsText(), secrets)).OfType<string>().Where(IsScope).Take(MostScopes)]
            : [],
    };

    private static bool LeadsToPunishment(Uri? location) => location?.OriginalString.Contains("punish", StringComparison.OrdinalIgnoreCase) == true;

    // Touches every string, so half an emoji or a byte that is not UTF-8 fails here, where it is repaired, not when the field is read.
    private static JsonElement Readable(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject())
                {
                    _ = field.Name;
                    Readable(field.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Readable(item);
                }

                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }

        return element;
    }

    private static bool IsScope(string text) => text.Length <= LongestScope;

    private static string? ErrorCode(JsonElement root, string name) => root.NonEmptyText(name) is { } code and not "0" ? code : null;

    private static string? Cleaned(string? text, IReadOnlyList<string> secrets)
    {
        if (text is null)
        {
            return null;
        }

        var cleaned = secrets.Where(secret => secret.Length > 0)
            .Aggregate(text, (cleaner, secret) => cleaner.Replace(secret, "***", StringComparison.Ordinal));
        return cleaned.Length > MaxTextLength ? $"{cleaned[..MaxTextLength]}…" : cleaned;
    }
}
