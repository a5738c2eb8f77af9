using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.DeadLetters;

/// <summary>Takes a reply that was set aside into the outbox; it is late, and says so.</summary>
internal sealed class ReplyDoor(OutboxIntake intake) : IIntakeDoor
{
    public string Intake => Intakes.Egress;

    public async Task<ReplayResult> TakeAsync(string body, CancellationToken cancellationToken)
    {
        if (!Envelope.TryRead<DeliverMessage>(body, out var message, out var problem))
        {
            return new ReplayResult($"This version cannot read it either: {problem}");
        }

        await intake.PutAsync(LateReply.Of(message), cancellationToken);
        return ReplayResult.Done;
    }
}
