using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Json;

// The error envelope of api.dingtalk.com.
internal sealed record ApiError(string Code, string Message, [property: JsonPropertyName("requestid")] string RequestId)
{
    public static IResult Result(int status, string code, string message) =>
        TypedResults.Json(new ApiError(code, message, Guid.NewGuid().ToString("N").ToUpperInvariant()), EmulatorJson.Shared.ApiError, statusCode: status);
}
