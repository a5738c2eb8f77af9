using PicoClaw.Agent.Feedback;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Reloading;
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
    PressedCommands commands,
    Live<AccountsOptions> accounts,
    AgentMetrics metrics,
    TimeProvider time,
    ILogger<ActionIntake> logger)
{
    /// <summary>Ends when it is committed, or has no effect.</summary>
    public async Task PutAsync(ActionReceived action, CancellationToken cancellationToken)
    {
        var result = IsFeedback(action) && IsFeedbackOff(action.Account)
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

    private bool IsFeedbackOff(string account) =>
        !accounts.Value.Accounts.TryGetValue(account, out var options) || options.Feedback.Equals(AccountOptions.Off, StringComparison.OrdinalIgnoreCase);

    private async Task<ActionResult> TakeAsync(StoreSession session, ActionReceived action)
    {
        if (await PressedReplies.FindAsync(session, action.ReplyId) is not { } reply)
        {
            return ActionResult.Ignore("no turn of this store has made it; it may be older than retention keeps");
        }

        if (!reply.BelongsTo(action) || !reply.IsShownTo(action.Sender))
        {
            return ActionResult.Ignore("the presser has no part in its conversation");
        }

        return IsFeedback(action) ? await RateAsync(session, action, reply) : await commands.SayAsync(session, action, reply);
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
}
