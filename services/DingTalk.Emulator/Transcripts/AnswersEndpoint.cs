using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Transcripts;

// GET /emulator/answers?app=&conversationId=&text=&least=
internal sealed class AnswersEndpoint(Transcript transcript)
{
    public IResult Handle(HttpContext http)
    {
        var query = http.Request.Query;
        var least = 1;
        if (query.TryGetValue("least", out var given) && !int.TryParse(given, out least))
        {
            return ErrorAnswer.Result("\"least\" must be a whole number: 2 gives the answers that are shown more than once.");
        }

        var text = query["text"].ToString();
        var replies = transcript.Read(TranscriptEndpoint.Given(query["app"]), TranscriptEndpoint.Given(query["conversationId"]), 0).Replies;
        var answers = replies.Where(reply => reply.IsAnswer && reply.Text.Contains(text, StringComparison.Ordinal))
            .GroupBy(reply => (reply.App, reply.ConversationId, reply.Text))
            .Select(same => new ShownAnswer(same.Key.App, same.Key.ConversationId, same.Key.Text)
            {
                Count = same.Count(),
                Via = [.. same.Select(reply => reply.Via)],
                Sequences = [.. same.Select(reply => reply.Sequence)],
            })
            .Where(answer => answer.Count >= least);
        return TypedResults.Json(new ShownAnswers([.. answers]), EmulatorJson.Shared.ShownAnswers);
    }
}
