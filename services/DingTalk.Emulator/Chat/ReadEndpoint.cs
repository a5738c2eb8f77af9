using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Chat;

// POST /emulator/read: a person opens a conversation and so has read what it holds.
internal sealed class ReadEndpoint(AppDirectory apps, ConversationStore conversations, Transcript transcript, ReadMarks marks)
{
    private const int MaxBytes = 64 * 1024;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        if (root is null)
        {
            return ErrorAnswer.Result($"The body cannot be read: {problem}.", RequestBody.IsJson(http.Request) ? 400 : 415);
        }

        var fields = new JsonFields(root);
        fields.OnlyKnown(["app", "conversationId", "senderStaffId"]);
        var (clientId, conversation, user) = (fields.Text("app"), fields.Text("conversationId"), fields.Text("senderStaffId", required: true));
        var app = clientId is null ? apps.Default : apps.Find(clientId);
        if (fields.Problem is not null || app is null)
        {
            return ErrorAnswer.Result(fields.Problem ?? $"\"app\" \"{clientId}\" is not known; the known ones are {apps.Names()}");
        }

        marks.Read(app.ClientId, string.IsNullOrEmpty(conversation) ? conversations.DirectOf(app, user!) : conversation, user!, transcript.Last);
        return TypedResults.NoContent();
    }
}
