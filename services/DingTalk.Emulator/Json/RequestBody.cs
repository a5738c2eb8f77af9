using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Json;

internal static class RequestBody
{
    // Returns null when the body is longer than the limit.
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > maxBytes)
            {
                return null;
            }

            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    public static async ValueTask<(JsonObject? Root, string Problem)> ReadObjectAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (!IsJson(request))
        {
            return (null, "its Content-Type must be application/json");
        }

        if (await ReadAsync(request, maxBytes, cancellationToken) is not { } body)
        {
            return (null, $"it is longer than {maxBytes} bytes");
        }

        var root = JsonText.ParseObject(body, out var problem);
        return (root, problem);
    }

    // Also keeps other web pages out: with this content type a browser sends no cross-site request without a preflight.
    public static bool IsJson(HttpRequest request) =>
        request.ContentType is { } type && type.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
