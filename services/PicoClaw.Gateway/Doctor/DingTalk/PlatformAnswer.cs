using System.Text.Json;

namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>An answer of either API of DingTalk, read without trust: the envelopes differ, and proxies answer with pages.</summary>
internal sealed record PlatformAnswer(int Status)
{
    private const int LongestMessage = 200;

    /// <summary>The error code, null when there is none; the sub code where that is the error itself.</summary>
    public string? Code { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The body, when it is a JSON object.</summary>
    public JsonElement? Root { get; init; }

    /// <summary>The sender's clock, and when this clock took the answer.</summary>
    public (DateTimeOffset Theirs, DateTimeOffset Ours)? Clocks { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300 && Root is not null && Code is null;

    /// <summary>What it says, without a full stop.</summary>
    public string Said => string.Join(' ', new[] { $"HTTP {Status}", Code, Message }.OfType<string>()).TrimEnd('.', '。');

    public static PlatformAnswer Read(int status, string body, string secret)
    {
        if (Parse(body) is not { } root)
        {
            return new PlatformAnswer(status) { Message = body.AsSpan().TrimStart().StartsWith('<') ? "with a web page" : "without JSON" };
        }

        var code = Text(root, "code") ?? Text(root, "errcode");
        var sub = Text(root, "sub_code");
        return new PlatformAnswer(status)
        {
            Root = root,
            Code = code is null or "0" or "ok" ? null : code == "88" && sub is { Length: > 0 } ? sub : code,
            Message = Shown(Text(root, "sub_msg") ?? Text(root, "message") ?? Text(root, "errmsg"), secret),
            Scopes = ScopesOf(root),
        };
    }

    public string? Field(string name) => Root is { } root ? Text(root, name) : null;

    private static JsonElement? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;

    private static List<string> ScopesOf(JsonElement root)
    {
        var isThere = root.TryGetProperty("accessdenieddetail", out var detail) && detail.ValueKind == JsonValueKind.Object
            && detail.TryGetProperty("requiredScopes", out detail) && detail.ValueKind == JsonValueKind.Array;
        return isThere ? [.. detail.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)] : [];
    }

    private static string? Shown(string? message, string secret)
    {
        if (message is null)
        {
            return null;
        }

        var visible = string.Concat(message.Select(one => char.IsControl(one) ? ' ' : one)).Trim();
        var safe = secret.Length > 0 ? visible.Replace(secret, "***", StringComparison.Ordinal) : visible;
        return safe.Length > LongestMessage ? safe[..LongestMessage] + "…" : safe;
    }
}
