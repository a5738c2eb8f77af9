namespace DingTalk.Emulator.Json;

// What the emulator's own endpoints answer to a bad request: one sentence.
internal sealed record ErrorAnswer(string Error)
{
    public static IResult Result(string sentence, int status = 400) => TypedResults.Json(new ErrorAnswer(sentence), EmulatorJson.Shared.ErrorAnswer, statusCode: status);
}
