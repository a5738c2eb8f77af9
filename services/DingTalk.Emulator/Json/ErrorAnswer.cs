namespace DingTalk.Emulator.Json;

// The error answer of the emulator's own endpoints: one sentence.
internal sealed record ErrorAnswer(string Error)
{
    public static IResult Result(string sentence, int status = 400) =>
        TypedResults.Json(new ErrorAnswer(sentence), EmulatorJson.Shared.ErrorAnswer, statusCode: status);
}
