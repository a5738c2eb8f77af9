using DingTalk.Emulator.Json;
using DingTalk.Emulator.Oauth;
using DingTalk.Emulator.Statistics;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DingTalk.Emulator.Media;

// POST /media/upload?access_token=…&type=…: HTTP 200 for every outcome, like all of the legacy API.
internal sealed class UploadEndpoint(TokenDesk tokens, Stats stats, TimeProvider time)
{
    private const int Megabyte = 1024 * 1024;

    private static readonly Dictionary<string, int> MaxBytes = new(StringComparer.Ordinal)
    {
        ["image"] = 20 * Megabyte, ["voice"] = 2 * Megabyte, ["video"] = 20 * Megabyte, ["file"] = 20 * Megabyte,
    };

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (tokens.Owner(query["access_token"]) is null)
        {
            return Refuse(40014, "不合法的access_token");
        }

        // The trap: among the form's parts the type is not seen.
        var type = query["type"].ToString();
        if (!MaxBytes.TryGetValue(type, out var most))
        {
            return Refuse(40004, "不合法的媒体文件类型");
        }

        return await MediaBytesAsync(http.Request, most, http.RequestAborted) switch
        {
            null => Refuse(40035, "缺少参数 media"),
            var bytes when bytes > most => Refuse(40006, "不合法的文件大小"),
            _ => TypedResults.Json(new UploadAnswer(0, "ok", $"@lAD{Guid.NewGuid():N}", type, time.GetUtcNow().ToUnixTimeMilliseconds()), EmulatorJson.Shared.UploadAnswer),
        };
    }

    // The size of the part `media`; null when it is missing, empty, or named in a way that only newer parsers understand.
    private static async Task<long?> MediaBytesAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return null;
        }

        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                var disposition = section.ContentDisposition ?? "";
                if (disposition.Contains("name=\"media\"", StringComparison.Ordinal) && disposition.Contains("filename=\"", StringComparison.Ordinal)
                    && !disposition.Contains("filename*", StringComparison.Ordinal))
                {
                    return await LengthAsync(section.Body, most, cancellationToken) is > 0 and var length ? length : null;
                }
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            // A body that ends too early holds no file.
        }

        return null;
    }

    private static async Task<long> LengthAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        var (buffer, length) = (new byte[64 * 1024], 0L);
        while (length <= most && await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            length += read;
        }

        return length;
    }

    private IResult Refuse(int errcode, string errmsg)
    {
        stats.Rejected(errcode.ToString());
        return TypedResults.Json(new UploadAnswer(errcode, errmsg), EmulatorJson.Shared.UploadAnswer);
    }
}
