namespace DingTalk.Emulator.Models;

// {"error":{"message","type"}}
internal sealed record ModelError(ModelErrorBody Error)
{
    public static IResult Result(int status, string type, string message) =>
        TypedResults.Json(new ModelError(new ModelErrorBody(message, type)), EmulatorJson.Shared.ModelError, statusCode: status);
}
