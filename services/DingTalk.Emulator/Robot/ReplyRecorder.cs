using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Robot;

// Records every accepted message of a bot in the transcript.
internal sealed class ReplyRecorder(Transcript transcript, ConversationStore conversations, Stats stats, TimeProvider time)
{
    public void Webhook(Session session, WebhookMessage message)
    {
        stats.Sent(session.App.ClientId, Apis.Webhook);
        if (message.MsgType == "empty")
        {
            // DingTalk accepts it and shows nothing.
            return;
        }

        transcript.Replied(new ReplyEntry
        {
            App = session.App.ClientId,
            ConversationId = session.ConversationId,
            Cause = session.Message,
            Via = Apis.Webhook,
            MsgType = message.MsgType,
            Title = message.Title,
            Text = message.Text,
            AtUserIds = message.AtUserIds,
            ReceivedAt = time.GetUtcNow(),
            CallId = $"call-{Guid.NewGuid():N}",
        });
    }

    public string Oto(EmulatorApp app, IReadOnlyList<string> userIds, RobotMessage message)
    {
        var key = NewKey();
        if (userIds.Count > 0)
        {
            stats.Sent(app.ClientId, Apis.Oto);
        }

        foreach (var user in userIds)
        {
            transcript.Replied(OpenApi(app, Apis.Oto, conversations.DirectOf(app, user), message, key) with { UserIds = [user] });
        }

        return key;
    }

    public string Group(EmulatorApp app, string conversationId, RobotMessage message)
    {
        var key = NewKey();
        stats.Sent(app.ClientId, Apis.Group);
        transcript.Replied(OpenApi(app, Apis.Group, conversationId, message, key));
        return key;
    }

    private ReplyEntry OpenApi(EmulatorApp app, string via, string conversationId, RobotMessage message, string key) => new()
    {
        App = app.ClientId,
        ConversationId = conversationId,
        Via = via,
        MsgType = message.MsgKey,
        Title = message.Title,
        Text = message.Text,
        ReceivedAt = time.GetUtcNow(),
        Attachment = message.Attachment,
        CallId = key,
        ProcessQueryKey = key,
    };

    private static string NewKey() => $"pqk-{Guid.NewGuid():N}";
}
