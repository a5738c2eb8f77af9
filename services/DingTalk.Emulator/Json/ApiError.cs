using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Json;

// The error envelope of api.dingtalk.com.
internal sealed record ApiError(
    string Code, string Message, [property: JsonPropertyName("requestid")] string RequestId,
    [property: JsonPropertyName("accessdenieddetail"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    AccessDenied? Detail = null)
{
    public static IResult Result(int status, string code, string message) =>
        Result(status, new ApiError(code, message, NewRequestId()));

    public static IResult ScopeMissing(string scope) => Result(
        403,
        new ApiError(
            "Forbidden.AccessDenied.AccessTokenPermissionDenied",
            $"应用尚未开通所需的权限：[{scope}]",
            NewRequestId(),
            new AccessDenied([scope])));

    private static IResult Result(int status, ApiError error) => TypedResults.Json(error, EmulatorJson.Shared.ApiError, statusCode: status);

    private static string NewRequestId() => Guid.NewGuid().ToString("N").ToUpperInvariant();
}
