using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Feedback;
using PicoClaw.Agent.Intake;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Telemetry;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Actions;

/// <summary>
/// Takes presses in. A stop or a command becomes a message of the one who pressed, so that order, rate, trace and what the command does are those
/// of a written one; feedback is written down and answered by nobody.
/// </summary>
internal sealed class ActionIntake(
    [FromKeyedServices(AgentService.Name)] IStore store,
    [FromKeyedServices(AgentService.Name)] LaneSignal signal,
    MailboxWriter mailbox,
    ConversationKey keys,
    CommandTable commands,
    AccountSettings accounts,
    AgentMetrics metrics,
    TimeProvider time,
    ILogger<ActionIntake> logger)
{
    private const int LongestCommand = 1000;

    /// <summary>Ends when it is committed, or has no effect.</summary>
    public async Task PutAsync(ActionReceived action, CancellationToken cancellationToken)
    {
        var result = IsFeedback(action) && accounts.Read<FeedbackSettings>(action.Account).IsOff
            ? ActionResult.Ignore("feedback is off for its account")
            : await store.WriteAsync(session => TakeAsync(session, action), cancellationToken);
        if (result.Ignored is { } reason)
        {
            Log.ActionIgnored(logger, action.Kind, action.ReplyId, OneLine.Of(action.Account), reason);
        }
        else if (result.IsKnown)
        {
            Log.ActionKnown(logger, action.Id, action.ReplyId);
        }

        if (result.Woken is { } lane)
        {
            signal.Wake(lane);
        }

        if (result.Verdict is { } verdict)
        {
            metrics.Feedback(verdict);
        }
    }

    private static bool IsFeedback(ActionReceived action) => action.Kind is ActionKind.FeedbackUp or ActionKind.FeedbackDown;

    private async Task<ActionResult> TakeAsync(StoreSession session, ActionReceived action)
    {
        if (await PressedReplies.FindAsync(session, action.ReplyId) is not { } reply)
        {
            return ActionResult.Ignore("no turn of this store has made it; it may be older than retention keeps");
        }

        if (!reply.BelongsTo(action) || !reply.IsShownTo(action.Sender))
        {
            return ActionResult.Ignore("it is none of the one who pressed");
        }

        return IsFeedback(action) ? await RateAsync(session, action, reply) : await SayAsync(session, action, reply);
    }

    private async Task<ActionResult> RateAsync(StoreSession session, ActionReceived action, PressedReply reply)
    {
        if (!await FeedbackTable.NotePressAsync(session, action.Id, reply.TurnId))
        {
            return ActionResult.Known;
        }

        var verdict = action.Kind == ActionKind.FeedbackUp ? Verdict.Up : Verdict.Down;
        var given = GivenFeedback.Of(new RatedTurn(reply.TurnId, reply.LaneKey), reply.Conversation, action.Sender.Id, verdict, action.Text);
        return await FeedbackTable.PutAsync(session, given, time.GetUtcNow()) ? ActionResult.Rated(verdict) : ActionResult.Taken;
    }

    private async Task<ActionResult> SayAsync(StoreSession session, ActionReceived action, PressedReply reply)
    {
        var text = action.Kind == ActionKind.Stop ? $"/{StopCommand.StopName} {ShortId.Of(action.ReplyId)}" : CleanText.Line(action.Text, LongestCommand) ?? "";
        if (commands.Find(text) is not { } command)
        {
            return ActionResult.Ignore("its text is no command");
        }

        var message = new MessageReceived
        {
            Id = action.Id,
            PlatformMessageId = action.Id.ToString(),
            Conversation = reply.Conversation,
            Sender = reply.Known(action.Sender),
            Text = text,
            SentAt = action.ReceivedAt,
            ReceivedAt = action.ReceivedAt,
            ReplyRoute = reply.Route(time.GetUtcNow()),
        }.Cleaned();

        // What changes a session is about the presser's own one; a stop is about the turn.
        var lane = command is IControlCommand || message.Conversation.Kind == ConversationKind.Direct ? reply.LaneKey : keys.Of(message);
        var areNew = await mailbox.WriteAsync(session, [new IncomingMessage(lane, message, TraceParent.Current) { IsPressed = true }]);
        return areNew[0] ? ActionResult.Said(lane) : ActionResult.Known;
    }
}
