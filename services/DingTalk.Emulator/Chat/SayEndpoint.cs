using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Robot;
using DingTalk.Emulator.Streaming;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Chat;

// POST /emulator/say: a user writes; the answer has the ack and the replies.
internal sealed class SayEndpoint(
    AppDirectory apps, SessionStore sessions, ConversationStore conversations, Transcript transcript, PushQueue pushes, TimeProvider time,
    IHostApplicationLifetime lifetime)
{
    private const int MaxBytes = 16 * 1024 * 1024;

    // A reply may overtake the ack of its message; the ack then follows soon.
    private static readonly TimeSpan AckGrace = TimeSpan.FromSeconds(2);

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        if (!RequestBody.IsJson(http.Request))
        {
            return ErrorAnswer.Result("Send what is said as application/json, for example {\"text\":\"hello\"}.", 415);
        }

        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        if (root is null || SayRequest.Parse(root, apps, out problem) is not { } said)
        {
            return ErrorAnswer.Result($"What is said cannot be read: {problem}.");
        }

        if (pushes.IsFull(said.App))
        {
            return ErrorAnswer.Result(
                $"Too many messages wait for an ack of {said.App.ClientId}; connect a bot or POST /emulator/reset.", 503);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var timer = time.CreateTimer(_ => Cancel(deadline), null, said.Wait, Timeout.InfiniteTimeSpan);
        return TypedResults.Json(await SayAsync(said, deadline.Token), EmulatorJson.Shared.SayAnswer);
    }

    private async Task<SayAnswer> SayAsync(SayRequest said, CancellationToken deadline)
    {
        var now = time.GetUtcNow();
        var (app, conversation) = (said.App.ClientId, said.ConversationId);
        conversations.Record(said.App, said.IsGroup ? "2" : "1", conversation, said.SenderStaffId, said.SenderNick);
        var msgId = said.NewMsgId();
        var entry = transcript.Said(Entry(said, msgId, now));
        var message = new BotMessage(said, msgId, sessions.Open(said.App, conversation, entry.Sequence, now), now);
        var push = new Push(said.App, "CALLBACK", Topics.BotMessage, message.ToData) { MsgId = msgId, Sequence = entry.Sequence };
        var waiter = new ReplyWaiter(said.Replies, () => push.Count > 0);
        transcript.Wait(app, conversation, waiter);
        try
        {
            pushes.Submit(push);
            await ForAsync(push, waiter, said.Replies, deadline);
        }
        finally
        {
            transcript.StopWaiting(app, conversation, waiter);
        }

        var acked = push.Acked.Task.IsCompletedSuccessfully ? await push.Acked.Task : null;
        return new SayAnswer(msgId, app, conversation, acked is not null, acked?.AckCode, acked?.AckMs, waiter.Replies);
    }

    private async Task ForAsync(Push push, ReplyWaiter waiter, int replies, CancellationToken deadline)
    {
        try
        {
            if (replies == 0)
            {
                await push.Acked.Task.WaitAsync(deadline);
                return;
            }

            await waiter.Enough.Task.WaitAsync(deadline);
            await push.Acked.Task.WaitAsync(AckGrace, time, deadline);
        }
        catch (Exception over) when (over is OperationCanceledException or TimeoutException)
        {
            // The time is up; the answer contains what has arrived.
        }
    }

    private static PushEntry Entry(SayRequest said, string msgId, DateTimeOffset now) => new()
    {
        App = said.App.ClientId,
        ConversationId = said.ConversationId,
        ConversationType = said.IsGroup ? "2" : "1",
        Type = "CALLBACK",
        Topic = Topics.BotMessage,
        ConversationTitle = said.ConversationTitle,
        MsgId = msgId,
        Sender = said.SenderStaffId,
        SenderNick = said.SenderNick,
        Text = said.Shown,
        Mention = said.Mention,
        Attachment = said.Attachment,
        Quote = said.Quote is { } quote ? new QuotedEntry(quote.MsgId, quote.Shown) : null,
        SaidAt = now,
    };

    // The timer may fire after the source is disposed.
    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
        }
    }
}
