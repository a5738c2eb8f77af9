using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Intake;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Telemetry;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Actions;

/// <summary>Puts into the mailbox what a button says, within a transaction.</summary>
internal sealed class PressedCommands(MailboxWriter mailbox, ConversationKey keys, CommandTable commands, TimeProvider time)
{
    private const int LongestCommand = 1000;

    public async Task<ActionResult> SayAsync(StoreSession session, ActionReceived action, PressedReply reply)
    {
        var text = action.Kind == ActionKind.Stop
            ? $"/{StopCommand.StopName} {ShortId.Of(action.ReplyId)}"
            : CleanText.Line(action.Text, LongestCommand) ?? "";
        if (commands.Find(text) is not { } command)
        {
            return ActionResult.Ignore("its text is no command");
        }

        var message = new MessageReceived
        {
            Id = action.Id,
            PlatformMessageId = "",
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
