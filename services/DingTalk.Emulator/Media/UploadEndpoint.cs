using DingTalk.Emulator.Oauth;
using DingTalk.Emulator.Statistics;

namespace DingTalk.Emulator.Media;

// POST /media/upload?access_token=…&type=… (or both as parts of the form): HTTP 200 for every outcome, like all of the legacy API.
internal sealed class UploadEndpoint(AccessTokens tokens, MediaStore files, Stats stats, TimeProvider time)
{
    private const int Megabyte = 1024 * 1024;

    private static readonly Dictionary<string, int> MaxBytes = new(StringComparer.Ordinal)
    {
        ["image"] = 20 * Megabyte,
        ["voice"] = 2 * Megabyte,
        ["video"] = 20 * Megabyte,
        ["file"] = 20 * Megabyte,
    };

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var form = await UploadForm.ReadAsync(http.Request, MaxBytes.Values.Max(), http.RequestAborted);
        if (tokens.Owner(query["access_token"].FirstOrDefault() ?? form.AccessToken) is null)
        {
            return Refuse(40014, "不合法的access_token");
        }

        var type = query["type"].FirstOrDefault() ?? form.Type ?? "";
        if (!MaxBytes.TryGetValue(type, out var most))
        {
            return Refuse(40004, "不合法的媒体文件类型");
        }

        if (form.TooLong || form.Media?.Bytes.Length > most)
        {
            return Refuse(40006, "不合法的文件大小");
        }

        return form.Media is { } file ? Stored(file, type) : Refuse(40035, "缺少参数 media");
    }

    private IResult Stored(MediaFile file, string type)
    {
        var id = $"@lAD{Guid.NewGuid():N}";
        files.Add(id, file);
        return TypedResults.Json(
            new UploadAnswer(0, "ok", id, type, time.GetUtcNow().ToUnixTimeMilliseconds()), EmulatorJson.Shared.UploadAnswer);
    }

    private IResult Refuse(int errcode, string errmsg)
    {
        stats.Rejected(errcode.ToString());
        return TypedResults.Json(new UploadAnswer(errcode, errmsg), EmulatorJson.Shared.UploadAnswer);
    }
}
