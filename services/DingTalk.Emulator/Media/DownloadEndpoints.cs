using System.Text;
using DingTalk.Emulator.Gateway;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Statistics;

namespace DingTalk.Emulator.Media;

// POST /v1.0/robot/messageFiles/download, and the file at the returned address.
internal sealed class DownloadEndpoints(OpenApiCall calls, DownloadStore files, MediaStore media, PublicAddress address, Stats stats)
{
    public Task<IResult> ExchangeAsync(HttpContext http) => calls.CallAsync(http, "download", (_, call) =>
        call.Text("downloadCode") is { Length: > 0 } code
            ? TypedResults.Json(
                new DownloadAnswer($"{address.Of(http.Request)}/files/{files.Sign(code)}"), EmulatorJson.Shared.DownloadAnswer)
            : calls.Refuse("invalidParameter.param.invalid", "downloadCode is empty"));

    // The signature covers the headers; an unsigned Content-Type breaks it.
    public IResult File(HttpContext http, string id)
    {
        if (http.Request.Headers.ContainsKey("Content-Type"))
        {
            return Refuse("SignatureDoesNotMatch");
        }

        return files.CodeOf(id) is { } code
            ? TypedResults.Bytes(media.Find(code)?.Bytes ?? Encoding.UTF8.GetBytes($"the file of {code}"), "application/octet-stream")
            : Refuse("AccessDenied");
    }

    private IResult Refuse(string code)
    {
        stats.Rejected(code);
        return TypedResults.Content(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code></Error>", "application/xml", statusCode: 403);
    }
}
