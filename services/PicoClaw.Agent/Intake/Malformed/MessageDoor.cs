using PicoClaw.Contracts;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Intake.Malformed;

/// <summary>Takes a message that was set aside into the mailbox.</summary>
internal sealed class MessageDoor(Mailbox mailbox) : IIntakeDoor
{
    public string Intake => Intakes.Agent;

    public async Task<ReplayResult> TakeAsync(string body, CancellationToken cancellationToken)
    {
        if (!Envelope.TryRead<MessageReceived>(body, out var message, out var problem))
        {
            return new ReplayResult($"This version cannot read it either: {problem}");
        }

        await mailbox.PutAsync(message, cancellationToken);
        return ReplayResult.Done;
    }
}
