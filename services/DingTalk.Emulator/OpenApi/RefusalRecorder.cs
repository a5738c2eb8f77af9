using DingTalk.Emulator.Json;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.OpenApi;

// Records refused sends with their target conversation, so a developer sees them in the chat.
internal sealed class RefusalRecorder(Transcript transcript, ConversationStore conversations, TimeProvider time)
{
    private const int LongestMessage = 300;

    public void Record(string api, EmulatorApp? app, (string? Conversation, string? User) to, IResult answer, long? cause = null)
    {
        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        var said = (answer as IValueHttpResult)?.Value switch
        {
            ApiError error => (error.Code, error.Message),
            WebhookAnswer { Errcode: not 0 } error => (Code: error.Errcode.ToString(), Message: error.Errmsg),
            _ => status >= 400 ? (Code: status.ToString(), Message: "") : default,
        };
        if (said.Code is null)
        {
            return;
        }

        transcript.Refused(new RefusalEntry
        {
            App = app?.ClientId ?? "",
            ConversationId = to.Conversation ?? "",
            Cause = cause,
            UserIds = to.User is { } user ? [user] : [],
            Via = api,
            Status = status,
            Code = said.Code,
            Message = said.Message.Length > LongestMessage ? $"{said.Message[..LongestMessage]}…" : said.Message,
            At = time.GetUtcNow(),
        });
    }

    // The target of an OpenAPI call: a group, the first user, or the first space of a card.
    public (string? Conversation, string? User) Target(EmulatorApp? app, JsonFields? call)
    {
        if (app is null || call is null)
        {
            return default;
        }

        var fields = new JsonFields(call.Root);
        var space = OpenSpace.Parse(fields.Text("openSpaceId") ?? "")?[0];
        var user = fields.Texts("userIds") is [{ Length: > 0 } first, ..] ? first : space?.Type == OpenSpace.User ? space.Id : null;
        return user is null ? (fields.Text("openConversationId") ?? space?.Id, null) : (conversations.DirectOf(app, user), user);
    }
}
