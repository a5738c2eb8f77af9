using System.Net;
using System.Text.Json;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// An answer of either API, read without trust: the envelopes differ (<c>code</c> or <c>errcode</c>, <c>requestid</c> in
/// three spellings), HTTP 200 may carry an error, and an error may be HTML or empty (docs/dingtalk-protocol.md 1.2, 4.1, 5.3).
/// </summary>
internal sealed record ApiAnswer
{
    private const int MaxTextLength = 300;

    public required HttpStatusCode Status { get; init; }

    /// <summary>The body, when it is a JSON object.</summary>
    public JsonElement? Root { get; init; }

    public bool IsHtml { get; init; }

    /// <summary>True when our public address has called too often and is kept out: said by JSON of a shape of its own, by a web page, or by a redirect to one.</summary>
    public bool IsAddressBlocked { get; init; }

    /// <summary>What the Retry-After header asks for.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The error code, null when the body names none (or 0).</summary>
    public string? Code { get; init; }

    /// <summary>What a legacy <see cref="Code"/> of 88 really means.</summary>
    public string? SubCode { get; init; }

    /// <summary>88 is a wrapper: with a sub code it means that, without one the server was busy.</summary>
    public string? Meaning => Code == "88" ? SubCode ?? Code : Code;

    /// <summary>DingTalk's words, cut short and without our secrets.</summary>
    public string? Message { get; init; }

    public string? RequestId { get; init; }

    public IReadOnlyList<string> RequiredScopes { get; init; } = [];

    public bool IsHttpSuccess => (int)Status is >= 200 and < 300;

    public bool IsSuccess => IsHttpSuccess && Root is not null && Code is null;

    // The secrets are what the peer may echo and we must not repeat.
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
        // The answer to a blocked address has only a status of its own.
        Code = Cleaned(
            ErrorCode(root, "code") ?? ErrorCode(root, "errcode") ?? (root.Child("punish") is null ? null : root.Text("status") ?? "punish"), secrets),
        SubCode = Cleaned(root.NonEmptyText("sub_code"), secrets),
        Message = Cleaned(root.NonEmptyText("sub_msg") ?? root.NonEmptyText("message") ?? root.NonEmptyText("errmsg"), secrets),
        RequestId = Cleaned(root.NonEmptyText("requestid") ?? root.NonEmptyText("requestId") ?? root.NonEmptyText("request_id"), secrets),
        RequiredScopes = root.Child("accessdenieddetail")?.Child("requiredScopes") is { ValueKind: JsonValueKind.Array } scopes
            ? [.. scopes.EnumerateArray().Select(scope => scope.AsText()).OfType<string>()]
            : [],
    };

    private static bool LeadsToPunishment(Uri? location) => location?.OriginalString.Contains("punish", StringComparison.OrdinalIgnoreCase) == true;

    // Half an emoji or a byte that is no UTF-8 is to fail here, where it is mended, and not when the field is asked for.
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
