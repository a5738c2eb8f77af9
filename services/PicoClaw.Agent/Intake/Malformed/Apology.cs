using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Intake.Malformed;

/// <summary>Tells the sender of a message that it could not be taken, as far as the message says who and where that is.</summary>
internal sealed class Apology(IConfirmedSender sender, LanguageChooser languages, TimeProvider time, ILogger<Apology> logger)
{
    private static readonly Sender Nobody = new() { Id = "", DisplayName = "" };

    public async Task TellAsync(string body, CancellationToken cancellationToken)
    {
        if (Find(body) is not { } message)
        {
            return;
        }

        try
        {
            await sender.SendAsync(Intakes.Egress, Reply(message), cancellationToken);
        }
        catch (NotConfirmedException exception)
        {
            Log.SenderNotTold(logger, message.Id, exception.Message);
        }
    }

    // What is left out says nothing about where to answer.
    private static MessageReceived? Find(string body) =>
        Envelope.TryRead<Guid>(body, "id", out var id, out _)
        && Envelope.TryRead<Conversation>(body, "conversation", out var conversation, out _)
        && Envelope.TryRead<ReplyRoute>(body, "replyRoute", out var route, out _)
            ? new MessageReceived
            {
                Id = id,
                PlatformMessageId = "",
                Conversation = conversation,
                Sender = Nobody,
                Text = Envelope.TryRead<string>(body, "text", out var text, out _) ? text : "",
                SentAt = default,
                ReceivedAt = default,
                ReplyRoute = route,
            }
            : null;

    // A lane of its own: it is no turn's reply and takes no number of the conversation's.
    private DeliverMessage Reply(MessageReceived message) => new()
    {
        Id = DeterministicId.From("apology", message.Id.ToString()),
        Conversation = message.Conversation,
        LaneId = DeterministicId.From("apology lane", message.Id.ToString()),
        Sequence = 1,
        Content = new MarkdownContent { Text = Phrases.NotTaken.In(languages.Of([new TurnMessage(message)])) },
        ReplyRoute = message.ReplyRoute,
        CausationId = message.Id,
        CreatedAt = time.GetUtcNow(),
    };
}
