using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Transcripts;

// GET /emulator/transcript?app=&conversationId=&since=
internal sealed class TranscriptEndpoint(Transcript transcript)
{
    public IResult Handle(HttpContext http)
    {
        var query = http.Request.Query;
        var since = 0L;
        if (query.TryGetValue("since", out var text) && !long.TryParse(text, out since))
        {
            return ErrorAnswer.Result("\"since\" must be a whole number: a sequence of an earlier answer.");
        }

        return TypedResults.Json(
            transcript.Read(Given(query["app"]), Given(query["conversationId"]), since), EmulatorJson.Shared.TranscriptAnswer);
    }

    public static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
