using PicoClaw.Contracts;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Actions;

/// <summary>Takes a press in that was set aside.</summary>
internal sealed class ActionDoor(ActionIntake actions) : IIntakeDoor
{
    public string Intake => Intakes.Actions;

    public async Task<ReplayResult> TakeAsync(string body, CancellationToken cancellationToken)
    {
        if (!Envelope.TryRead<ActionReceived>(body, out var action, out var problem))
        {
            return new ReplayResult($"This version cannot read it either: {problem}");
        }

        await actions.PutAsync(action, cancellationToken);
        return ReplayResult.Done;
    }
}
