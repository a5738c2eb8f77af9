using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Robot;

// POST /v1.0/robot/emotion/reply and /recall: a text or picture under a user's message, such as "thinking…". Undocumented: the shapes are
// from DingTalk's SDK, and clients report 500 for a bot's message.
internal sealed class EmotionEndpoints(OpenApiCall calls, Transcript transcript)
{
    private const int Most = 20;

    public Task<IResult> ReplyAsync(HttpContext http) =>
        ChangeAsync(http, "emotion/reply", (shown, emotion) => [.. shown.Where(one => one != emotion).TakeLast(Most - 1), emotion]);

    // Recalling a missing one succeeds.
    public Task<IResult> RecallAsync(HttpContext http) =>
        ChangeAsync(http, "emotion/recall", (shown, emotion) => [.. shown.Where(one => one != emotion)]);

    private Task<IResult> ChangeAsync(HttpContext http, string api, Func<IReadOnlyList<string>, string, IReadOnlyList<string>> change) =>
        calls.CallAsync(http, api, (app, call) => Change(app, call, change));

    private IResult Change(EmulatorApp app, JsonFields call, Func<IReadOnlyList<string>, string, IReadOnlyList<string>> change)
    {
        var (message, conversation) = (call.Text("openMsgId"), call.Text("openConversationId"));
        var emotion = new JsonFields(call.Root["textEmotion"] as JsonObject ?? []).Text("text") ?? call.Text("emotionName");
        string? missing = string.IsNullOrEmpty(message)
            ? "openMsgId"
            : string.IsNullOrEmpty(conversation) ? "openConversationId" : string.IsNullOrEmpty(emotion) ? "emotionName" : null;
        if (missing is not null)
        {
            return calls.Refuse($"miss.param.{missing}", $"{missing} is missing");
        }

        var found = transcript.React(
            push => push.App == app.ClientId && push.MsgId == message && push.ConversationId == conversation,
            shown => change(shown, emotion!));
        return found
            ? TypedResults.Json(new EmotionAnswer(true), EmulatorJson.Shared.EmotionAnswer)
            : calls.Refuse("system.err", "openMsgId does not name a user's message in that conversation", 500);
    }
}
