using System.Net.Mime;
using DingTalk.Emulator.Json;
using Microsoft.Net.Http.Headers;

namespace DingTalk.Emulator.Media;

// POST /emulator/media?name=… takes a file of a user, whose download code `say` then names; GET /emulator/media?id=… gives a file of a user or bot.
internal sealed class MediaEndpoints(MediaStore files)
{
    private const int MaxBytes = 20 * 1024 * 1024;
    private const int LongestName = 200;

    public async Task<IResult> AddAsync(HttpContext http)
    {
        // A browser sends this type to another address only after a preflight, which is refused.
        if (http.Request.ContentType != MediaTypeNames.Application.Octet)
        {
            return ErrorAnswer.Result($"Send the file as {MediaTypeNames.Application.Octet}.", 415);
        }

        var name = http.Request.Query["name"].FirstOrDefault() ?? "";
        if (name.Length is 0 or > LongestName)
        {
            return ErrorAnswer.Result($"\"name\" must have 1 to {LongestName} characters.");
        }

        if (await RequestBody.ReadAsync(http.Request, MaxBytes, http.RequestAborted) is not { } bytes)
        {
            return ErrorAnswer.Result($"The file is larger than {MaxBytes / 1024 / 1024} MB.", 413);
        }

        var code = $"dc-{Guid.NewGuid():N}";
        files.Add(code, new MediaFile(name, bytes.ToArray()));
        return TypedResults.Json(new StoredAnswer(code, bytes.Length), EmulatorJson.Shared.StoredAnswer);
    }

    public IResult File(HttpContext http)
    {
        if (files.Find(http.Request.Query["id"]) is not { } file)
        {
            return ErrorAnswer.Result("There is no such file, or it was dropped.", 404);
        }

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (MediaTypes.Shown(file.Bytes) is { } type)
        {
            return TypedResults.Bytes(file.Bytes, type, enableRangeProcessing: true);
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.Bytes(file.Bytes, MediaTypeNames.Application.Octet);
    }
}
