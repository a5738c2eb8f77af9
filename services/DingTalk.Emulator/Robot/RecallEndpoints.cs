using DingTalk.Emulator.Json;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Robot;

// POST /v1.0/robot/groupMessages/recall and /v1.0/robot/otoMessages/batchRecall (DingTalk writes this oto in lower case)
internal sealed class RecallEndpoints(OpenApiCall calls, Transcript transcript, TimeProvider time)
{
    private const int MaxKeys = 20;
    private static readonly TimeSpan Within = TimeSpan.FromHours(24);

    public Task<IResult> GroupAsync(HttpContext http) => calls.CallAsync(http, "groupRecall", (app, call) =>
        string.IsNullOrEmpty(call.Text("openConversationId"))
            ? calls.Refuse("miss.openConversationId", "openConversationId is missing")
            : Recall(
                call,
                reply => reply.App == app.ClientId && reply.Via == Apis.Group && reply.ConversationId == call.Text("openConversationId")));

    public Task<IResult> OtoAsync(HttpContext http) => calls.CallAsync(http, "otoRecall", (app, call) =>
        Recall(call, reply => reply.App == app.ClientId && reply.Via == Apis.Oto));

    private IResult Recall(JsonFields call, Func<ReplyEntry, bool> concerned)
    {
        if (call.Texts("processQueryKeys") is not { Count: > 0 and <= MaxKeys } keys)
        {
            return calls.Refuse("invalidParameter.param.invalid", $"processQueryKeys must hold 1 to {MaxKeys} keys");
        }

        var oldest = time.GetUtcNow() - Within;
        var recalled = keys.Distinct(StringComparer.Ordinal)
            .ToLookup(key => transcript.Recall(reply => concerned(reply) && reply.ProcessQueryKey == key && reply.ReceivedAt >= oldest));
        return TypedResults.Json(
            new RecallAnswer(
                [.. recalled[true]], recalled[false].ToDictionary(key => key, _ => "processQueryKey is unknown or older than 24 hours")),
            EmulatorJson.Shared.RecallAnswer);
    }
}
