using DingTalk.Emulator.Json;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Robot;

// GET /v1.0/robot/oToMessages/readStatus and POST /v1.0/robot/groupMessages/query: who has read what was sent under a processQueryKey.
internal sealed class ReceiptEndpoints(
    OpenApiCall calls, Transcript transcript, ReadMarks marks, ConversationStore conversations, IOptions<EmulatorOptions> options, TimeProvider time)
{
    private const int MaxResults = 200;

    public IResult Oto(HttpContext http) => calls.Query(http, "readStatus", (app, call) =>
        Answer(call, key => reply => reply.App == app.ClientId && reply.Via == Apis.Oto && reply.ProcessQueryKey == key, found =>
            TypedResults.Json(
                new ReadStatusAnswer(StatusOf(found), [.. found.Select(ReadOf)]), EmulatorJson.Shared.ReadStatusAnswer)));

    public Task<IResult> GroupAsync(HttpContext http) => calls.CallAsync(http, "groupQuery", (app, call) =>
    {
        if (call.Text("openConversationId") is not { Length: > 0 } conversation)
        {
            return calls.Refuse("miss.openConversationId", "openConversationId is missing");
        }

        var (most, next) = (call.Integer("maxResults", 1, MaxResults) ?? MaxResults, call.Text("nextToken"));
        var from = 0;
        return call.Problem is not null || (!string.IsNullOrEmpty(next) && !int.TryParse(next, out from)) || from < 0
            ? calls.Refuse("invalidParameter.param.invalid", call.Problem ?? "nextToken is none that was given")
            : Answer(
                call,
                key => reply => reply.App == app.ClientId && reply.Via == Apis.Group && reply.ProcessQueryKey == key
                    && reply.ConversationId == conversation,
                found => Page(found, from, most));
    });

    // A key is unknown for a while after the send, and again after its time.
    private IResult Answer(JsonFields call, Func<string, Func<ReplyEntry, bool>> which, Func<IReadOnlyList<ReplyEntry>, IResult> answer)
    {
        if (call.Text("processQueryKey") is not { Length: > 0 } key)
        {
            return calls.Refuse("invalidParameter.param.invalid", "processQueryKey is missing");
        }

        var found = transcript.Replies(which(key));
        var age = found.Count == 0 ? TimeSpan.Zero : time.GetUtcNow() - found[0].ReceivedAt;
        return found.Count > 0 && age >= options.Value.ReceiptDelay && age < options.Value.ReceiptLifetime
            ? answer(found)
            : calls.Refuse("processQueryKey.expireTime", "processQueryKey 未生成或已过期");
    }

    private ReadInfo ReadOf(ReplyEntry reply)
    {
        var user = reply.UserIds[0];
        return new ReadInfo(user, conversations.NickOf(user), ReadersOf(reply).Contains(user, StringComparer.Ordinal) ? "READ" : "UNREAD");
    }

    private IResult Page(IReadOnlyList<ReplyEntry> found, int from, int most)
    {
        var readers = ReadersOf(found[0]);
        var page = readers.Skip(from).Take(most).ToList();
        var hasMore = from + page.Count < readers.Count;
        return TypedResults.Json(
            new GroupReadAnswer(StatusOf(found), page, hasMore, hasMore ? $"{from + page.Count}" : ""), EmulatorJson.Shared.GroupReadAnswer);
    }

    // Who writes has read what stands before.
    private IReadOnlyList<string> ReadersOf(ReplyEntry reply) =>
        [.. marks.ReadersOf(reply).Concat(transcript.WritersAfter(reply)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string StatusOf(IReadOnlyList<ReplyEntry> found) => found.All(reply => reply.Recalled) ? "RECALLED" : "SUCCESS";
}
